/// `create`: an object of any kind, made from a template.
///
/// Entry points: [dev.chatops.action.create.CreatePlanner], and
/// [dev.chatops.action.create.Creation] for all that make an object of an engine.
@org.jspecify.annotations.NullMarked
package dev.chatops.action.create;
