/// The API server, asked as the person who is signed in.
@org.jspecify.annotations.NullMarked
package dev.chatops.console.cluster;
