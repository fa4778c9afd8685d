/// Are the admission rules in force that make requesters true? Watches the content of the policies
/// and bindings.
///
/// Entry point: [dev.chatops.admission.AdmissionGuard]. Knows nothing of commands.
@org.jspecify.annotations.NullMarked
package dev.chatops.admission;
