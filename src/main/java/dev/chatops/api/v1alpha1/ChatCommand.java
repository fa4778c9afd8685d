package dev.chatops.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// One order, carried out once.
@Group(dev.chatops.api.v1alpha1.Group.NAME)
@Version(dev.chatops.api.v1alpha1.Group.VERSION)
@ShortNames("cc")
@AdditionalSelectableField(jsonPath = ".spec.command")
@AdditionalSelectableField(jsonPath = ".spec.requester.username")
@AdditionalSelectableField(jsonPath = ".spec.origin.platform")
@AdditionalSelectableField(jsonPath = ".status.finishedAt")
@AdditionalSelectableField(jsonPath = ".status.targetKey")
@AdditionalSelectableField(jsonPath = ".status.expireHour")
@AdditionalSelectableField(jsonPath = ".status.delivery.settledAt")
public class ChatCommand extends CustomResource<ChatCommandSpec, ChatCommandStatus>
    implements Namespaced {}
