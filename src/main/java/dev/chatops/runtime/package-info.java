/// The only place that wires beans: roles, clients, leader election, metrics, health.
///
/// Entry point: [dev.chatops.runtime.Roles]. The roles themselves are plain classes; tests start
/// them without Quarkus.
@org.jspecify.annotations.NullMarked
package dev.chatops.runtime;
