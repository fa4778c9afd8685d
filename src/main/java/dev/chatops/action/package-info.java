/// What commands do to a target: pure planners and observers, one package a verb.
///
/// Entry points: [dev.chatops.action.Action] plans, [dev.chatops.action.Observer] judges. Nothing
/// here holds a client, a clock or a logger; facts come in as records, the one write to make goes
/// out as an [dev.chatops.action.Effect].
@org.jspecify.annotations.NullMarked
package dev.chatops.action;
