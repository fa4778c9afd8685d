package dev.chatops.action.job;

import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.action.Observation;
import dev.chatops.api.v1alpha1.Progress;
import dev.chatops.api.v1alpha1.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobObserverTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | the Job waits for a pod",
        "{active: 1} | the Job runs",
        "{active: 1, failed: 2} | the Job runs; 2 of its pods failed before",
        "{active: 1, conditions: [{type: SuccessCriteriaMet, status: 'True'}]} | the Job runs",
        "{conditions: [{type: FailureTarget, status: 'True'}]} | the Job waits for a pod",
        "{conditions: [{type: Complete, status: 'False'}]} | the Job waits for a pod",
        "{conditions: [{type: Complete, status: Unknown}]} | the Job waits for a pod",
      })
  void everythingButAnEndMeansThatItRuns(String status, String message) {
    assertThat(observe("{}", status))
        .isEqualTo(new Observation.InProgress(new Progress(0L, 1L, message)));
  }

  @Test
  void aSuspendedJobSaysSo() {
    assertThat(observe("{suspend: true}", "{}"))
        .isEqualTo(new Observation.InProgress(new Progress(0L, 1L, "the Job is suspended")));
  }

  @Test
  void completeIsSuccess() {
    assertThat(observe("{}", "{succeeded: 1, conditions: [{type: Complete, status: 'True'}]}"))
        .isEqualTo(new Observation.Succeeded("the Job is complete."));
  }

  @Test
  void failedSaysWhy() {
    assertThat(
            observe(
                "{}",
                "{conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded,"
                    + " message: Job has reached the specified backoff limit}]}"))
        .isEqualTo(
            new Observation.Failed(
                Reason.JOB_FAILED, "The Job failed: Job has reached the specified backoff limit."));
  }

  @Test
  void itsTimeLimitIsNamed() {
    assertThat(
            observe(
                "{}",
                "{conditions: [{type: Failed, status: 'True', reason: DeadlineExceeded,"
                    + " message: Job was active longer than specified deadline}]}"))
        .isEqualTo(
            new Observation.Failed(Reason.JOB_FAILED, "The Job was stopped at its time limit."));
  }

  @Test
  void oneThatIsDeletedBeforeItsEndIsSuperseded() {
    String job =
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: j, deletionTimestamp: '2026-01-31T12:00:00Z'}
        status: %s
        """;

    assertThat(new JobObserver().observe(workload(job.formatted("{active: 1}")), null))
        .isEqualTo(
            new Observation.Failed(Reason.SUPERSEDED, "job/j was deleted before it had ended."));
    assertThat(
            new JobObserver()
                .observe(
                    workload(job.formatted("{conditions: [{type: Complete, status: 'True'}]}")),
                    null))
        .isInstanceOf(Observation.Succeeded.class);
  }

  private static Observation observe(String spec, String status) {
    return new JobObserver()
        .observe(
            workload(
                """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: j}
                spec: %s
                status: %s
                """
                    .formatted(spec, status)),
            null);
  }
}
