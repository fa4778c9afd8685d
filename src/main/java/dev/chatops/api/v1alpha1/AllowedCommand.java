package dev.chatops.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// What may be asked in a namespace; lives in Git.
@Group(dev.chatops.api.v1alpha1.Group.NAME)
@Version(dev.chatops.api.v1alpha1.Group.VERSION)
@ShortNames("ac")
public class AllowedCommand extends CustomResource<AllowedCommandSpec, AllowedCommandStatus>
    implements Namespaced {}
