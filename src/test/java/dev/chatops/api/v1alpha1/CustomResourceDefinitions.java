package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The CRDs of the API records: file name → YAML, as they stand in `crds/`.
///
/// The generator knows no list types, root rules, status defaults or column order; they are added
/// here.
final class CustomResourceDefinitions {

  private static final String HEADER =
      "# Generated from the records in src/main/java/dev/chatops/api: `make crds` writes it anew.\n";

  private CustomResourceDefinitions() {}

  static Map<String, String> generate() {
    var output = new Output();
    new CRDGenerator()
        .customResourceClasses(
            ChatCommand.class,
            AllowedCommand.class,
            CommandDecision.class,
            CommandOutput.class,
            FreezeWindow.class,
            ChatIdentity.class,
            ChatWorkspace.class,
            ChatChannel.class)
        .forCRDVersions("v1")
        .withPostProcessor(new Completion())
        .withOutput(output)
        .generate();
    return output.yamlByFile();
  }

  private static final class Output extends CRDGenerator.AbstractCRDOutput<ByteArrayOutputStream> {
    private final List<String> names = new ArrayList<>();

    @Override
    protected ByteArrayOutputStream createStreamFor(String crdName) {
      names.add(crdName);
      return new ByteArrayOutputStream();
    }

    Map<String, String> yamlByFile() {
      var files = new TreeMap<String, String>();
      for (String name : names) {
        String yaml = getStreamFor(name).toString(StandardCharsets.UTF_8);
        files.put(
            name.substring(0, name.length() - "-v1".length()) + ".yaml",
            HEADER + yaml.substring(yaml.indexOf('\n') + 1));
      }
      return files;
    }
  }

  private static final class Completion implements CRDPostProcessor {
    @Override
    public HasMetadata process(HasMetadata resource, String crdSpecVersion) {
      var crd = (CustomResourceDefinition) resource;
      crd.getSpec().getNames().setCategories(List.of("chatops"));
      for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
        version.setAdditionalPrinterColumns(columns(crd.getSpec().getNames().getKind()));
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setRequired(List.of("spec"));
        root.setDescription(description(crd.getSpec().getNames().getKind()));
        root.getProperties()
            .get("spec")
            .setDescription(specDescription(crd.getSpec().getNames().getKind()));
        completeSpec(crd.getSpec().getNames().getKind(), root);
        JSONSchemaProps status = root.getProperties().get("status");
        if (status.getProperties() == null || status.getProperties().isEmpty()) {
          root.getProperties().remove("status");
        } else {
          completeStatus(status);
        }
      }
      return crd;
    }

    private static void completeSpec(String kind, JSONSchemaProps root) {
      JSONSchemaProps spec = root.getProperties().get("spec");
      switch (kind) {
        case "ChatCommand" -> {
          root.setXKubernetesValidations(
              List.of(
                  immutable(
                      "a ChatCommand is carried out once and never changes; create another one")));
          JSONSchemaProps args = spec.getProperties().get("args");
          args.getAdditionalProperties().getSchema().setMaxLength(1024L);
          args.setXKubernetesValidations(
              List.of(
                  rule(
                      "self.all(k, k.matches('^[a-z][a-zA-Z0-9_]{0,62}$'))",
                      "an argument's name is a letter, then letters, digits and _, at most 63")));
          stamped(spec, "requester");
        }
        case "CommandDecision" -> {
          root.setXKubernetesValidations(
              List.of(immutable("a CommandDecision never changes; create another one")));
          stamped(spec, "author");
        }
        case "CommandOutput" ->
            root.setXKubernetesValidations(List.of(immutable("a CommandOutput never changes")));
        case "AllowedCommand" -> {
          JSONSchemaProps action = spec.getProperties().get("action");
          action.setMinProperties(1L);
          action.setMaxProperties(1L);
          spec.getProperties().get("parameters").setXKubernetesListType("map");
          spec.getProperties().get("parameters").setXKubernetesListMapKeys(List.of("name"));
          spec.getProperties()
              .get("parameters")
              .getItems()
              .getSchema()
              .setXKubernetesValidations(
                  List.of(
                      rule(
                          "(has(self.type) && self.type == 'enum') == has(self.values)",
                          "values belong to the type enum, and an enum needs them")));
        }
        case "ChatIdentity" ->
            spec.setXKubernetesValidations(
                List.of(
                    rule(
                        "!self.username.startsWith('system:')",
                        "spec.username must not start with system: only people are named here"),
                    rule(
                        "!has(self.groups) || self.groups.all(g, !g.startsWith('system:'))",
                        "spec.groups must hold no system: group; system:authenticated is added"
                            + " by itself")));
        case "ChatWorkspace" -> {
          JSONSchemaProps grants = spec.getProperties().get("channels");
          grants.setXKubernetesListType("map");
          grants.setXKubernetesListMapKeys(List.of("id"));
          boundSelector(grants.getItems().getSchema().getProperties().get("namespaceSelector"));
        }
        case "ChatChannel" ->
            root.setXKubernetesValidations(
                List.of(
                    rule(
                        "self.spec.workspace == oldSelf.spec.workspace && self.spec.channelId =="
                            + " oldSelf.spec.channelId",
                        "workspace and channelId never change; create another ChatChannel")));
        case "FreezeWindow" -> boundSelector(spec.getProperties().get("namespaceSelector"));
        default -> throw new IllegalStateException(kind);
      }
    }

    /// Required, with a sentence for those whose API server does not fill it in.
    private static void stamped(JSONSchemaProps spec, String person) {
      boundExtra(spec.getProperties().get(person));
      spec.getRequired().remove(person);
      spec.setXKubernetesValidations(
          List.of(
              rule(
                  "has(self.%s)".formatted(person),
                  "spec.%s is missing: manifests/admission-1.36 fills it in from Kubernetes 1.36 on; before, set it to what kubectl auth whoami prints"
                      .formatted(person))));
    }

    private static void boundExtra(JSONSchemaProps userInfo) {
      JSONSchemaProps values =
          userInfo.getProperties().get("extra").getAdditionalProperties().getSchema();
      values.setMaxItems(32L);
      values.getItems().getSchema().setMaxLength(1024L);
    }

    private static void boundSelector(JSONSchemaProps selector) {
      selector.getProperties().get("matchLabels").setMaxProperties(16L);
      selector
          .getProperties()
          .get("matchLabels")
          .getAdditionalProperties()
          .getSchema()
          .setMaxLength(63L);
      JSONSchemaProps expressions = selector.getProperties().get("matchExpressions");
      expressions.setMaxItems(16L);
      Map<String, JSONSchemaProps> expression = expressions.getItems().getSchema().getProperties();
      expression.get("key").setMaxLength(317L);
      expression.get("operator").setMaxLength(16L);
      expression.get("values").setMaxItems(64L);
      expression.get("values").getItems().getSchema().setMaxLength(63L);
    }

    private static void completeStatus(JSONSchemaProps status) {
      status.setDescription(
          "What was found, and what became of it. Nobody but the programs writes it.");
      status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
      listMap(status, "conditions", "type");
      listMap(status, "explain", "name");
    }

    private static void listMap(JSONSchemaProps parent, String list, String key) {
      JSONSchemaProps property = parent.getProperties().get(list);
      if (property != null) {
        property.setXKubernetesListType("map");
        property.setXKubernetesListMapKeys(List.of(key));
      }
    }

    private static ValidationRule immutable(String message) {
      ValidationRule rule = rule("self.spec == oldSelf.spec", message);
      rule.setReason("FieldValueForbidden");
      return rule;
    }

    private static ValidationRule rule(String expression, String message) {
      return new ValidationRuleBuilder().withRule(expression).withMessage(message).build();
    }

    private static String description(String kind) {
      return switch (kind) {
        case "ChatCommand" -> "One order, carried out once. kubectl wait --for=condition=Finished.";
        case "AllowedCommand" -> "What may be asked in this namespace, and what it does.";
        case "CommandDecision" -> "One person's approve, deny or cancel of one ChatCommand.";
        case "CommandOutput" -> "All that the ChatCommand of this name printed.";
        case "FreezeWindow" -> "When nothing may change.";
        case "ChatIdentity" -> "One person and all their names, in the cluster and in chats.";
        case "ChatWorkspace" ->
            "One connection to a chat service, and what its channels may work on.";
        case "ChatChannel" -> "This channel works on this namespace.";
        default -> throw new IllegalStateException(kind);
      };
    }

    private static String specDescription(String kind) {
      return switch (kind) {
        case "ChatCommand" -> "What is asked for, and by whom. Never changes.";
        case "AllowedCommand" -> "What may be asked, with which arguments, and what it does.";
        case "CommandDecision" -> "Who decides what about which command. Never changes.";
        case "CommandOutput" -> "The text, packed. Never changes.";
        case "FreezeWindow" -> "When nothing may change, and for what that holds.";
        case "ChatIdentity" -> "Who it is, and by which names they are known.";
        case "ChatWorkspace" -> "How to reach it, and what its channels are granted.";
        case "ChatChannel" -> "Which channel, and what is told there without being asked.";
        default -> throw new IllegalStateException(kind);
      };
    }

    private static List<CustomResourceColumnDefinition> columns(String kind) {
      List<CustomResourceColumnDefinition> columns =
          switch (kind) {
            case "ChatCommand" ->
                List.of(
                    column("Command", ".spec.command"),
                    column("Requester", ".spec.requester.username"),
                    column("State", condition("Succeeded", "reason")),
                    column("Message", condition("Succeeded", "message")));
            case "AllowedCommand" ->
                List.of(
                    column("Ready", condition("Ready", "status")),
                    column("Usage", ".status.usage"),
                    column("Message", condition("Ready", "message")));
            case "CommandDecision" ->
                List.of(
                    column("Command", ".spec.command"),
                    column("Decision", ".spec.decision"),
                    column("Author", ".spec.author.username"),
                    column("Counted", condition("Counted", "status")));
            case "CommandOutput" ->
                List.of(
                    column("Lines", ".spec.lines"),
                    column("Bytes", ".spec.bytes"),
                    column("Truncated", ".spec.truncated"));
            case "FreezeWindow" ->
                List.of(
                    column("Schedule", ".spec.schedule"),
                    column("Duration", ".spec.duration"),
                    column("Zone", ".spec.timeZone"),
                    column("Ready", condition("Ready", "status")),
                    column("Active", ".status.active"),
                    column("Until", ".status.activeUntil"),
                    column("Next", ".status.nextStart"));
            case "ChatIdentity" ->
                List.of(
                    column("Person", ".spec.person"),
                    column("Username", ".spec.username"),
                    column("Ready", condition("Ready", "status")),
                    column("Message", condition("Ready", "message")));
            case "ChatWorkspace" ->
                List.of(
                    column("Connected", condition("Connected", "status")),
                    column("Ready", condition("Ready", "status")),
                    column("Last event", ".status.lastEventAt"),
                    column("Message", condition("Ready", "message")));
            case "ChatChannel" ->
                List.of(
                    column("Workspace", ".spec.workspace"),
                    column("Channel", ".spec.channelId"),
                    column("Ready", condition("Ready", "status")),
                    column("Message", condition("Ready", "message")));
            default -> throw new IllegalStateException(kind);
          };
      var all = new ArrayList<>(columns);
      var age = column("Age", ".metadata.creationTimestamp");
      age.setType("date");
      all.add(age);
      return all;
    }

    private static String condition(String type, String field) {
      return ".status.conditions[?(@.type==\"" + type + "\")]." + field;
    }

    private static CustomResourceColumnDefinition column(String name, String jsonPath) {
      var column = new CustomResourceColumnDefinition();
      column.setName(name);
      column.setJsonPath(jsonPath);
      column.setType("string");
      return column;
    }
  }
}
