package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Procedure.Consistency;
import dev.chatops.engine.Saved;
import dev.chatops.output.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one engine saved in a namespace, as one person reads it.
///
/// @param consistency what a program finds that is brought back, in words
/// @param unverified what of it was not tried with the engine itself; empty where all was
/// @param restores the commands that bring something back
/// @param backups the commands that save something
/// @param problem why nothing can be listed; null where it can
/// @param older how many are left out
/// @param complete false where there are more than were read
public record Backups(
    String engine,
    String consistency,
    String unverified,
    List<Offer> restores,
    List<Offer> backups,
    @Nullable Problem problem,
    List<Row> rows,
    int older,
    boolean complete) {

  /// So many of an engine are shown.
  public static final int SHOWN = 30;

  /// @param commands that mend it, for a terminal; empty where there are none
  public record Problem(String title, String sentence, List<String> commands) {

    /// @param resource with its group, as kubectl names it
    public static Problem denied(String username, String resource, String namespace) {
      String role = "read-" + resource.substring(0, resource.indexOf('.'));
      return new Problem(
          "You may not list them",
          "%s lacks the verb list on %s in %s. Who administers the namespace can grant it:"
              .formatted(username, resource, namespace),
          List.of(
              "kubectl create role %s -n %s --verb=list --resource=%s"
                  .formatted(role, namespace, resource),
              "kubectl create rolebinding %s -n %s --role=%s --user=%s"
                  .formatted(role, namespace, role, quoted(username))));
    }

    public static Problem notInstalled(Engine engine, String kind) {
      return new Problem(
          "It is not installed",
          "The cluster knows no %s: install %s.".formatted(kind, Preset.of(engine).install()),
          List.of());
    }

    public static Problem broken(String kind, String message) {
      return new Problem(
          "They cannot be read now",
          "The cluster knows %s and does not serve it: %s".formatted(kind, message),
          List.of());
    }

    /// For an engine that keeps them where nobody looks.
    public static Problem hidden(Engine engine) {
      return new Problem(
          "They are not listed",
          "%s has no object for each of them: they are in its repository, whose Secret is not read here."
              .formatted(engine.word()),
          List.of());
    }

    private static String quoted(String text) {
      return text.matches("[A-Za-z0-9@._:/+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
  }

  /// One restore point.
  ///
  /// @param of names, or `not told`
  /// @param links to the forms that restore from it, for commands that this person may run
  public record Row(
      String name,
      String of,
      Stamp at,
      @Nullable Stamp expires,
      Look look,
      String words,
      String message,
      List<Link> links) {}

  /// @param words of the link; the name of the command where there are several
  public record Link(String words, String path) {}

  public static Backups of(Engine engine, List<Offer> offers, Problem problem) {
    return of(engine, offers, problem, List.of(), 0, true);
  }

  /// @param points the newest
  /// @param all how many were read
  public static Backups of(
      String namespace,
      Engine engine,
      List<Offer> offers,
      List<Saved> points,
      int all,
      boolean complete) {
    List<Offer> restores = restores(engine, offers);
    return of(
        engine,
        offers,
        null,
        points.stream().map(point -> row(namespace, restores, point)).toList(),
        all - points.size(),
        complete);
  }

  private static Backups of(
      Engine engine,
      List<Offer> offers,
      @Nullable Problem problem,
      List<Row> rows,
      int older,
      boolean complete) {
    return new Backups(
        engine.word(),
        words(Objects.requireNonNull(Preset.of(engine).backup().consistency())),
        unverified(Preset.of(engine)),
        restores(engine, offers),
        offers.stream().filter(offer -> saves(engine, offer)).toList(),
        problem,
        rows,
        older,
        complete);
  }

  /// The engines that commands speak of.
  public static List<Engine> engines(List<Offer> offers) {
    return List.of(Engine.values()).stream()
        .filter(engine ->
            !restores(engine, offers).isEmpty()
                || offers.stream().anyMatch(offer -> saves(engine, offer)))
        .toList();
  }

  private static List<Offer> restores(Engine engine, List<Offer> offers) {
    return offers.stream()
        .filter(offer ->
            Optional.ofNullable(offer.definition().spec().action().restore())
                .filter(restore -> restore.engine() == engine)
                .isPresent())
        .toList();
  }

  private static boolean saves(Engine engine, Offer offer) {
    return Optional.ofNullable(offer.definition().spec().action().backup())
        .filter(backup -> backup.engine() == engine)
        .isPresent();
  }

  private static Row row(String namespace, List<Offer> restores, Saved point) {
    return new Row(
        point.name(),
        point.of().isEmpty() ? "not told" : String.join(", ", point.of()),
        Stamp.of(point.at()),
        point.expires() == null ? null : Stamp.of(point.expires()),
        look(point.state()),
        words(point.state()),
        message(point),
        links(namespace, restores, point));
  }

  private static List<Link> links(String namespace, List<Offer> restores, Saved point) {
    if (point.state() != Saved.State.USABLE && point.state() != Saved.State.PARTIAL) {
      return List.of();
    }
    var links = new ArrayList<Link>();
    for (Offer offer : restores) {
      if (offer.runnable()) {
        offer
            .definition()
            .restoring(point.name())
            .map(values -> offer.path(namespace, values))
            .ifPresent(path ->
                links.add(new Link(restores.size() == 1 ? "Restore…" : offer.name() + "…", path)));
      }
    }
    return links;
  }

  private static String message(Saved point) {
    String said = Redaction.of(point.message());
    return point.state() == Saved.State.UNFIT ? "It " + said : said;
  }

  private static Look look(Saved.State state) {
    return switch (state) {
      case USABLE -> new Look("ok", "check");
      case PARTIAL -> new Look("waiting", "theme");
      case GOING_ON -> new Look("running", "run");
      case FAILED -> new Look("bad", "cross");
      case UNFIT -> new Look("stopped", "stop");
    };
  }

  private static String words(Saved.State state) {
    return switch (state) {
      case USABLE -> "Usable";
      case PARTIAL -> "A part only";
      case GOING_ON -> "Not ended";
      case FAILED -> "Failed";
      case UNFIT -> "Not usable";
    };
  }

  private static String unverified(Preset preset) {
    if (preset.restore().verified() != null) {
      return "";
    }
    return preset.backup().verified() == null
        ? "neither backups nor restores were verified with the engine itself"
        : "restores were not verified with the engine itself";
  }

  private static String words(Consistency consistency) {
    return switch (consistency) {
      case APPLICATION -> "what the program itself wrote in an orderly way (Application)";
      case CRASH -> "what was on the disk at one moment, as after a power cut (Crash)";
    };
  }
}
