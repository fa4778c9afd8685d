package dev.chatops.testing;

import java.util.List;
import java.util.stream.Stream;

/// A place in the life of a command at which the operator can be interrupted: just before one of
/// its writes is sent, or after it was answered and before the operator learns of it.
public record Moment(Kind write, Side side) {

  /// Every place before, between and after writes.
  public static List<Moment> all() {
    return moments(Write.values());
  }

  private static List<Moment> moments(Kind... writes) {
    return Stream.of(writes)
        .flatMap(write -> Stream.of(Side.values()).map(side -> new Moment(write, side)))
        .toList();
  }

  /// Where within the write.
  public enum Side {
    BEFORE_SENDING,
    AFTER_STORING
  }

  /// What can be told from other writes.
  interface Kind {
    boolean is(HttpRequest request);
  }

  /// What the gateway stores for one command.
  public enum GatewayWrite implements Kind {
    COMMAND,
    /// The answer of the chat to the first post.
    DELIVERY,
    /// That a file is about to be sent.
    FILE;

    @Override
    public boolean is(HttpRequest request) {
      return switch (this) {
        case COMMAND -> request.method().equals("POST") && request.path().contains("/chatcommands");
        case DELIVERY -> Write.status(request) && request.body().contains("\"delivery\"");
        case FILE -> Write.status(request) && request.body().contains("\"purpose\":\"output\"");
      };
    }
  }

  /// What the operator stores before the end of a command that printed much.
  public enum OutputWrite implements Kind {
    OUTPUT;

    @Override
    public boolean is(HttpRequest request) {
      return request.method().equals("POST") && request.path().contains("/commandoutputs");
    }
  }

  /// What the operator stores for one command, in this order; the trial stores nothing.
  public enum Write implements Kind {
    TRIAL,
    RUNNING,
    EFFECT,
    EVENT_OF_THE_START,
    END,
    EVENT_OF_THE_END;

    @Override
    public boolean is(HttpRequest request) {
      return switch (this) {
        // What is said of a command that waits is no start.
        case RUNNING ->
            status(request)
                && request.body().contains("\"startedAt\"")
                && !request.body().contains("\"finishedAt\"");
        case END -> status(request) && request.body().contains("\"finishedAt\"");
        case TRIAL -> target(request) && request.path().contains("dryRun=");
        case EFFECT -> target(request) && !request.path().contains("dryRun=");
        case EVENT_OF_THE_START -> event(request) && request.body().contains(".running\"");
        case EVENT_OF_THE_END -> event(request) && !request.body().contains(".running\"");
      };
    }

    private static boolean target(HttpRequest request) {
      return (request.method().equals("PATCH")
              && request.path().matches(".*/(deployments|kustomizations)/.*"))
          || (request.method().equals("POST")
              && request.path().matches(".*/(jobs|volumesnapshots)\\?.*"));
    }

    private static boolean status(HttpRequest request) {
      return request.method().equals("PATCH") && request.path().contains("/chatcommands/");
    }

    private static boolean event(HttpRequest request) {
      return request.method().equals("POST") && request.path().contains("/events");
    }
  }

  /// What the operator stores once a rollout has failed that it is to take back, in this order.
  public enum RollbackWrite implements Kind {
    PHASE,
    ROLLBACK,
    END;

    @Override
    public boolean is(HttpRequest request) {
      boolean ends = request.body().contains("\"finishedAt\"");
      return switch (this) {
        case PHASE -> Write.status(request) && request.body().contains("\"RolledBack\"") && !ends;
        case ROLLBACK -> Write.target(request) && request.body().contains("-rollback\"");
        case END -> Write.status(request) && ends;
      };
    }

    public static List<Moment> all() {
      return moments(values());
    }
  }

  @Override
  public String toString() {
    return side + " " + write;
  }
}
