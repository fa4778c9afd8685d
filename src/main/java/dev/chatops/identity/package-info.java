/// Who is who, and what may they do: persons behind user names and chat accounts, and RBAC's
/// answers about them.
///
/// Entry points: [dev.chatops.identity.Identities], [dev.chatops.identity.Access]. Holds no user
/// database: rights are asked of the API server each time, names come from ChatIdentities.
@org.jspecify.annotations.NullMarked
package dev.chatops.identity;
