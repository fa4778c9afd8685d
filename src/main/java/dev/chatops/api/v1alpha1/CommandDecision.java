package dev.chatops.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// One person's approve, deny or cancel of one ChatCommand.
@Group(dev.chatops.api.v1alpha1.Group.NAME)
@Version(dev.chatops.api.v1alpha1.Group.VERSION)
@ShortNames("cd")
@AdditionalSelectableField(jsonPath = ".spec.commandUid")
@AdditionalSelectableField(jsonPath = ".status.judgedAt")
public class CommandDecision extends CustomResource<CommandDecisionSpec, CommandDecisionStatus>
    implements Namespaced {}
