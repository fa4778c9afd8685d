package dev.chatops.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Opens shops for a test and clears them away after it: fake nodes take 110 pods each.
public final class Shops implements AfterEachCallback {

  private final List<Shop> opened = new ArrayList<>();

  public Shop open() {
    return open(1).getFirst();
  }

  /// Opens several; they are ready when this returns.
  public List<Shop> open(int number) {
    List<Shop> shops = Stream.generate(() -> new Shop(Cluster.namespace())).limit(number).toList();
    opened.addAll(shops);
    shops.forEach(shop -> shop.namespace().applyExample("shop"));
    shops.forEach(Shop::awaitReady);
    return shops;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    opened.forEach(shop -> Cluster.admin().resource(shop.web()).delete());
    opened.clear();
  }
}
