/// Who is signed in: an encrypted cookie, and nothing on the server.
@org.jspecify.annotations.NullMarked
package dev.chatops.console.session;
