package dev.chatops.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// This channel works on this namespace.
@Group(dev.chatops.api.v1alpha1.Group.NAME)
@Version(dev.chatops.api.v1alpha1.Group.VERSION)
@ShortNames("cch")
public class ChatChannel extends CustomResource<ChatChannelSpec, ChatChannelStatus>
    implements Namespaced {}
