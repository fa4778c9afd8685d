/// Rollouts of Deployments, StatefulSets and DaemonSets: may one begin, how far is it, why does it
/// not go on?
///
/// Entry points: [dev.chatops.action.rollout.Rollable] before,
/// [dev.chatops.action.rollout.RolloutObserver] during, [dev.chatops.action.rollout.PodDiagnosis]
/// when it is stuck.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.rollout;
