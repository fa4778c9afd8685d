/// What is known of engines that save and restore, as data: one YAML file each, beside this class
/// path.
///
/// Entry point: [dev.chatops.engine.Preset]. A new engine is a file and a word in
/// [dev.chatops.api.v1alpha1.Engine].
@org.jspecify.annotations.NullMarked
package dev.chatops.engine;
