/// Drives ChatCommands from stored to finished.
///
/// ```
///              refused ────────────────────────────────────────┐
///                 ▲                                            ▼
/// stored ─▶ resolve ─▶ authorize ─▶ plan ─▶ gates ─▶ queue ─▶ finished
///                                                      │        ▲
///           gates: freeze windows, limits, approval    ▼        │
///           status: Running, plan                    start      │
///           one marked write                           ▼        │
///                                                     act       │ a Cancel,
///           the target alone                           ▼        │ or the end
///                                                   observe ────┘
/// ```
///
/// Until `start` every pass begins at the top, so a right that is gone or a definition that changed
/// counts. From `start` on, [dev.chatops.command.Execution] looks for the mark before anything
/// else: found, it observes; not found and nothing changed, it acts; else nobody knows, and it says
/// so.
///
/// Entry point: [dev.chatops.command.ChatCommandReconciler]. Only [dev.chatops.command.Targets]
/// reads and writes workloads, the latter as the namespace's runner account. Knows nothing of chat
/// but which channels a namespace has.
@org.jspecify.annotations.NullMarked
package dev.chatops.command;
