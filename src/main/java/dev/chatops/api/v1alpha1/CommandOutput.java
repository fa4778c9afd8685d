package dev.chatops.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// All that a command printed, where its status holds a part. Named as its ChatCommand, which owns
/// it. Large: read one at a time, and never watched.
@Group(dev.chatops.api.v1alpha1.Group.NAME)
@Version(dev.chatops.api.v1alpha1.Group.VERSION)
@ShortNames("co")
public class CommandOutput extends CustomResource<CommandOutputSpec, Void> implements Namespaced {}
