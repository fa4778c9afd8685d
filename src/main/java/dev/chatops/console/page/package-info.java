/// What is shown: records made of what is stored, and the templates that print them. Pure: no
/// client, no clock, no logger.
///
/// Whatever a template prints is escaped and made legible, whoever wrote it.
@org.jspecify.annotations.NullMarked
package dev.chatops.console.page;
