/// Pod templates: their containers, images and identity.
///
/// Entry points: [dev.chatops.action.template.PodTemplate],
/// [dev.chatops.action.template.ImageReference].
@org.jspecify.annotations.NullMarked
package dev.chatops.action.template;
