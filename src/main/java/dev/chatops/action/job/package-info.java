/// `job` and `trigger`: a Job that runs once, from a template or from a CronJob.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.job;
