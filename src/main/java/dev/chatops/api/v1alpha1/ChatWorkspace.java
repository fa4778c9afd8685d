package dev.chatops.api.v1alpha1;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// One connection to one chat service, and which channels of it may work on what.
@Group(dev.chatops.api.v1alpha1.Group.NAME)
@Version(dev.chatops.api.v1alpha1.Group.VERSION)
@ShortNames("cw")
public class ChatWorkspace extends CustomResource<ChatWorkspaceSpec, ChatWorkspaceStatus> {}
