package dev.chatops.action.job;

import static dev.chatops.action.Given.COMMAND_UID;
import static dev.chatops.action.Given.facts;
import static dev.chatops.action.Given.json;
import static dev.chatops.action.Given.planned;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Effect;
import dev.chatops.action.Plan;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.JobAction;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.api.v1alpha1.TriggerAction;
import org.junit.jupiter.api.Test;

class JobPlannerTest {

  private static final String TEMPLATE =
      """
      metadata: {labels: {app: shop}}
      spec:
        template:
          spec:
            containers:
            - name: migrate
              image: registry.example/shop/migrate:1.4.2
              env: [{name: VERSION, value: "7"}, {name: DB, valueFrom: {secretKeyRef: {name: db, key: url}}}]
      """;

  private static final String CRON_JOB =
      """
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: report, uid: u-1}
      spec:
        schedule: "0 3 * * *"
        jobTemplate:
          metadata: {annotations: {team: sales}}
          spec:
            backoffLimit: 3
            activeDeadlineSeconds: 60
            ttlSecondsAfterFinished: 5
            template:
              spec:
                restartPolicy: OnFailure
                containers: [{name: report, image: 'registry.example/shop/report:1'}]
      """;

  @Test
  void aJobIsTheCommandsOwnAndRunsOnceInItsTime() {
    JsonNode job = job(migrate(TEMPLATE));

    assertThat(job.at("/metadata/name").asText()).isEqualTo("cc-" + COMMAND_UID);
    assertThat(job.at("/metadata/labels"))
        .isEqualTo(json("{app: shop, chatops.dev/command-uid: " + COMMAND_UID + "}"));
    assertThat(job.at("/metadata/annotations/chatops.dev~1last-command").asText())
        .isEqualTo(COMMAND_UID);
    assertThat(job.at("/spec/template/metadata/labels"))
        .isEqualTo(json("{chatops.dev/command-uid: " + COMMAND_UID + "}"));
    assertThat(job.at("/metadata").has("ownerReferences")).isFalse();
    assertThat(job.at("/spec/backoffLimit").asInt(-1)).isZero();
    assertThat(job.at("/spec/template/spec/restartPolicy").asText()).isEqualTo("Never");
    assertThat(job.at("/spec/activeDeadlineSeconds").asInt()).isEqualTo(15 * 60 - 5);
    assertThat(job.at("/spec/ttlSecondsAfterFinished").asInt()).isEqualTo(14 * 24 * 3600);
    assertThat(job.at("/spec/template/spec/containers/0/env/2"))
        .isEqualTo(json("{name: CHATOPS_COMMAND_UID, value: " + COMMAND_UID + "}"));
  }

  @Test
  void thePlanShowsImagesAndPlainValuesAndNoReferences() {
    Plan plan = migrate(TEMPLATE);

    assertThat(plan.summary())
        .isEqualTo("run job database with registry.example/shop/migrate:1.4.2");
    assertThat(plan.target())
        .isEqualTo(new TargetRef("batch/v1", "Job", "cc-" + COMMAND_UID, null));
    assertThat(plan.changes())
        .containsExactly(
            new PlannedChange("container migrate", null, "registry.example/shop/migrate:1.4.2"),
            new PlannedChange("migrate VERSION", null, "7"));
  }

  @Test
  void theSameTemplateGivesTheSameJobAndAnotherAnother() {
    assertThat(job(migrate(TEMPLATE))).isEqualTo(job(migrate(TEMPLATE)));
    assertThat(migrate(TEMPLATE.replace("\"7\"", "\"8\"")).wanted())
        .isNotEqualTo(migrate(TEMPLATE).wanted());
    assertThat(new JobObserver().fingerprint(new Workload(job(migrate(TEMPLATE))), null))
        .isEqualTo(migrate(TEMPLATE).wanted());
  }

  @Test
  void aCronJobsJobKeepsItsOwnTermsWithinThoseOfTheCommand() {
    Plan plan = trigger(CRON_JOB);
    JsonNode job = job(plan);

    assertThat(plan.summary())
        .isEqualTo("run cronjob/report now with registry.example/shop/report:1");
    assertThat(job.at("/metadata/annotations/team").asText()).isEqualTo("sales");
    assertThat(job.at("/spec/backoffLimit").asInt()).isEqualTo(3);
    assertThat(job.at("/spec/activeDeadlineSeconds").asInt()).isEqualTo(60);
    assertThat(job.at("/spec/ttlSecondsAfterFinished").asInt()).isEqualTo(14 * 24 * 3600);
    assertThat(job.at("/spec/template/spec/restartPolicy").asText()).isEqualTo("OnFailure");
  }

  @Test
  void aSuspendedCronJobRunsAllTheSameAndThePlanSaysSo() {
    assertThat(trigger(CRON_JOB.replace("schedule:", "suspend: true\n  schedule:")).summary())
        .startsWith("run cronjob/report (which is suspended) now with");
  }

  private static Plan migrate(String template) {
    var planner = new JobPlanner(new JobAction((ObjectNode) json(template), "database"));
    return planned(planner.plan(facts(Workload.named(planner.target()))));
  }

  private static Plan trigger(String cronJob) {
    return planned(new TriggerPlanner(new TriggerAction("report")).plan(facts(workload(cronJob))));
  }

  private static JsonNode job(Plan plan) {
    return ((Effect.Create) plan.effect()).object();
  }
}
