package dev.chatops.definition;

/// The definitions of all namespaces, compiled.
public final class DefinitionCatalogue {

  public Lookup find(String namespace, String name) {
    throw new UnsupportedOperationException(namespace + name);
  }
}
