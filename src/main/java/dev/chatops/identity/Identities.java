package dev.chatops.identity;

import dev.chatops.api.v1alpha1.ChatAccount;
import dev.chatops.api.v1alpha1.ChatIdentity;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.api.v1alpha1.UserInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The persons that ChatIdentities name. Follows the API server; for any thread.
///
/// A name that two of them claim belongs to nobody: whoever uses it is unknown until that is
/// mended.
public final class Identities implements AutoCloseable {

  private static final String USERNAME = "username";
  private static final String ACCOUNT = "account";

  /// What everybody holds who signs in; a chat user would hold it, too.
  private static final String AUTHENTICATED = "system:authenticated";

  private final KubernetesClient client;
  private @Nullable SharedIndexInformer<ChatIdentity> informer;

  public Identities(KubernetesClient client) {
    this.client = client;
  }

  /// Reads all of them and goes on following. Blocks until the first read is done.
  public void start() {
    var started = client.resources(ChatIdentity.class).runnableInformer(0);
    started.addIndexers(
        Map.of(
            USERNAME,
            identity -> List.of(identity.getSpec().username()),
            ACCOUNT,
            Identities::accounts));
    started.run();
    informer = started;
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
    }
  }

  /// Who is behind `stamped`, as the API server or a gateway wrote it.
  ///
  /// What a gateway attests is only who clicked or typed: user name and groups are looked up
  /// afresh.
  public Identity who(UserInfo stamped, @Nullable Origin origin) {
    return origin == null ? direct(stamped) : attested(stamped, origin);
  }

  /// Everybody who could be asked to approve something.
  public Stream<Identity.Known> everybody() {
    return all().map(Identities::known);
  }

  /// Everybody who has an account in a chat workspace.
  ///
  /// @param workspace name of the ChatWorkspace
  public Stream<Identity.Known> members(String workspace) {
    return all()
        .filter(identity ->
            identity.getSpec().chatAccounts().stream()
                .anyMatch(account -> account.workspace().equals(workspace)))
        .map(Identities::known);
  }

  /// The user ids that a person has in a chat workspace.
  public Stream<String> accounts(String person, String workspace) {
    return all()
        .filter(identity -> identity.getSpec().person().equals(person))
        .flatMap(identity -> identity.getSpec().chatAccounts().stream())
        .filter(account -> account.workspace().equals(workspace))
        .map(ChatAccount::user)
        .distinct()
        .sorted();
  }

  private Identity direct(UserInfo user) {
    List<ChatIdentity> found = followed().getIndexer().byIndex(USERNAME, user.username());
    return switch (found.size()) {
      case 0 -> new Identity.Known(user, user.username(), null);
      case 1 -> new Identity.Known(user, found.getFirst().getSpec().person(), null);
      default -> claimedTwice(user.username());
    };
  }

  private static Identity.Unknown claimedTwice(String username) {
    return new Identity.Unknown(
        "Several ChatIdentities claim the user name "
            + username
            + ": an administrator has to leave it in one.");
  }

  private Identity attested(UserInfo stamped, Origin origin) {
    return switch (using(origin.platform(), origin.workspace(), origin.user())) {
      case Identity.Known known when !known.user().username().equals(stamped.username()) ->
          new Identity.Unknown(
              account(origin.platform(), origin.workspace(), origin.user())
                  + " is "
                  + known.user().username()
                  + " by now, not "
                  + stamped.username()
                  + ": ask again.");
      case Identity identity -> identity;
    };
  }

  private static String account(String platform, String workspace, String user) {
    return platform + " user " + user + " of " + workspace;
  }

  /// Who uses a chat account.
  ///
  /// @param workspace name of the ChatWorkspace
  /// @param user their id on the platform
  public Identity using(String platform, String workspace, String user) {
    List<ChatIdentity> found = followed().getIndexer().byIndex(ACCOUNT, account(workspace, user));
    String named = account(platform, workspace, user);
    if (found.size() != 1) {
      return new Identity.Unknown(
          found.isEmpty()
              ? named + " is in no ChatIdentity: an administrator has to add the account to one."
              : named + " is in several ChatIdentities: an administrator has to leave it in one.");
    }
    Identity.Known known = known(found.getFirst());
    if (followed().getIndexer().byIndex(USERNAME, known.user().username()).size() > 1) {
      return claimedTwice(known.user().username());
    }
    return new Identity.Known(known.user(), known.person(), platform);
  }

  private static Identity.Known known(ChatIdentity identity) {
    var groups = new ArrayList<String>();
    groups.add(AUTHENTICATED);
    if (identity.getSpec().groups() != null) {
      groups.addAll(identity.getSpec().groups());
    }
    return new Identity.Known(
        new UserInfo(identity.getSpec().username(), null, List.copyOf(groups), null),
        identity.getSpec().person(),
        null);
  }

  private Stream<ChatIdentity> all() {
    return followed().getStore().list().stream();
  }

  private SharedIndexInformer<ChatIdentity> followed() {
    return Objects.requireNonNull(informer, "not started");
  }

  static List<String> accounts(ChatIdentity identity) {
    return identity.getSpec().chatAccounts().stream().map(Identities::account).toList();
  }

  private static String account(ChatAccount account) {
    return account(account.workspace(), account.user());
  }

  private static String account(String workspace, String user) {
    return workspace + "/" + user;
  }
}
