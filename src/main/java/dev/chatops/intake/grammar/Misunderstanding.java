package dev.chatops.intake.grammar;

import java.util.List;

/// Why a line is no request. Nothing runs.
public sealed interface Misunderstanding extends Reading {

  /// What was expected and what to do, in one sentence of 256 characters at most.
  String message();

  /// The line as it was read: one line, quoted text left out, typography made plain.
  String line();

  /// Where it went wrong: an offset in code points into [#line], its length at most.
  int at();

  /// Lines that this person may send here, the most likely first. Of a [Choice] each is complete;
  /// else they show the usage.
  List<String> offers();

  /// The line cannot be read.
  record Unclear(Cause cause, String message, String line, int at, List<String> offers)
      implements Misunderstanding {
    public Unclear {
      offers = List.copyOf(offers);
    }
  }

  /// Understood so far, but something that the command needs is not there.
  ///
  /// @param parameters mandatory parameters without a value, in their order
  /// @param reason whether a reason is wanted
  record Incomplete(
      Request.Run soFar,
      List<String> parameters,
      boolean reason,
      String message,
      String line,
      int at,
      List<String> offers)
      implements Misunderstanding {
    public Incomplete {
      parameters = List.copyOf(parameters);
      offers = List.copyOf(offers);
    }

    Incomplete offering(List<String> lines) {
      return new Incomplete(soFar, parameters, reason, message, line, at, lines);
    }
  }

  /// More than one thing may be meant, or one where nobody said so: the person must choose.
  ///
  /// @param readings what may be meant, at least one
  record Choice(List<Request.Run> readings, String message, String line, int at)
      implements Misunderstanding {
    public Choice {
      readings = List.copyOf(readings);
    }

    @Override
    public List<String> offers() {
      return readings.stream().map(Request.Run::line).toList();
    }
  }
}
