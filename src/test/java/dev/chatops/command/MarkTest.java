package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "annotations: {chatops.dev/last-command: u-1} | true",
        "managedFields: [{manager: chatops.dev-u-1, subresource: scale}] | true",
        "managedFields: [{manager: chatops.dev-u-1}, {manager: kubectl}] | true",
        "managedFields: [{manager: chatops.dev-u-1-override}] | true",
        "managedFields: [{manager: chatops.dev-u-10-override}] | false",
        "annotations: {chatops.dev/last-command: u-2} | false",
        "managedFields: [{manager: chatops.dev-u-2}] | false",
        "managedFields: [{manager: chatops.dev-u-10}] | false",
        "labels: {chatops.dev/last-command: u-1} | false",
        "name: web | false",
      })
  void isFoundByAnnotationOrByFieldManagerOfThisVeryCommand(String metadata, boolean found)
      throws JsonProcessingException {
    var command = new ChatCommand();
    command.getMetadata().setUid("u-1");
    var target = new Workload(new YAMLMapper().readTree("{metadata: {%s}}".formatted(metadata)));

    assertThat(Mark.isOn(target, command)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    ", Deployment, web, apps.deployment.web, deployment/web",
    "apps/v1, Deployment, web, apps.deployment.web, deployment/web",
    "apps/v2, Deployment, web, apps.deployment.web, deployment/web",
    "v1, ReplicationController, web, core.replicationcontroller.web, replicationcontroller/web",
    "shop.example/v1, Cache, a.b, shop.example.cache.a.b, cache/a.b",
  })
  void keyOfATargetLeavesTheVersionOut(
      String apiVersion, String kind, String name, String key, String title) {
    var target = new Target(apiVersion, kind, name);

    assertThat(TargetKey.of(target)).isEqualTo(key);
    assertThat(TargetKey.title(target)).isEqualTo(title);
  }
}
