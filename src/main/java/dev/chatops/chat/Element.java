package dev.chatops.chat;

import dev.chatops.output.Legible;
import java.util.List;

/// A part of a card's body.
public sealed interface Element
    permits Text, Element.Code, Element.Fields, Element.Bullets, Element.Context, Element.Divider {

  /// Output of a program, with its lines. Where it is too long its end is kept: that is where
  /// programs say what went wrong.
  record Code(String text) implements Element {
    public Code {
      text = Legible.lines(text).stripTrailing();
    }
  }

  /// Short facts side by side; the order is kept.
  record Fields(List<Field> fields) implements Element {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  record Field(String label, Text value) {
    public Field {
      label = Legible.line(label);
    }
  }

  record Bullets(List<Text> items) implements Element {
    public Bullets {
      items = List.copyOf(items);
    }
  }

  /// Small print.
  record Context(Text text) implements Element {}

  record Divider() implements Element {}
}
