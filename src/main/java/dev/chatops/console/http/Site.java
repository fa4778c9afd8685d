package dev.chatops.console.http;

import dev.chatops.console.Console;
import dev.chatops.console.oidc.Issuer;
import dev.chatops.console.page.Templates;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All pages, under `/console/`. Whoever asks is signed in, or is sent to sign in; whatever has an
/// effect came from a page of ours.
public final class Site {

  private static final Logger LOG = LoggerFactory.getLogger(Site.class);

  /// In bytes; forms of ours are far smaller.
  private static final long LONGEST = 64 * 1024;

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
              + " base-uri 'none'; require-trusted-types-for 'script'; trusted-types console",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), microphone=(), geolocation=()",
          "Cache-Control",
          "no-store");

  private final Supplier<Optional<Console>> console;
  private final Assets assets = new Assets();
  private final Printer printer = new Printer(new Templates(), assets);
  private final DemoCodes codes;
  private final Optional<Issuer> issuer;
  private final Door door;

  /// @param console empty while it has not started
  /// @param issuer that people may sign in by, besides with a token
  public Site(Supplier<Optional<Console>> console, DemoCodes codes, Optional<Issuer> issuer) {
    this.console = console;
    this.codes = codes;
    this.issuer = issuer;
    door = new Door(printer, new Renewals(issuer));
  }

  public void mount(Router router) {
    router.route("/console/*").handler(Site::secure);
    router.post("/console/*").handler(BodyHandler.create(false).setBodyLimit(LONGEST));
    router.get("/").handler(context -> new Exchange(context).go("/console/"));
    router.get("/console/assets/*").handler(this::asset);

    var signIn = new SignIn(printer, codes, issuer.map(Issuer::name).orElse(""));
    issuer.ifPresent(one -> {
      var oidc = new OidcSignIn(one, signIn);
      open(router.get(OidcSignIn.BEGIN), oidc::begin);
      open(router.get(OidcSignIn.CALLBACK), oidc::finish);
    });
    open(router.get("/console/signin"), signIn::form);
    open(router.post("/console/signin"), signIn::signIn);
    open(router.get("/console/demo/:person"), signIn::welcome);
    open(router.post("/console/demo/:person"), signIn::exchange);
    page(router.post("/console/signout"), signIn::signOut);

    var start = new StartPages(printer);
    page(router.get("/console/go"), start::go);
    page(router.get("/console/me"), start::me);

    var cards = new CardPrinter(printer);
    page(router.get("/console"), new OverviewPage(printer, cards)::show);
    var channel = new ChannelPage(printer, cards);
    page(router.get("/console/c/:namespace"), channel::show);
    page(router.post("/console/c/:namespace"), channel::say);
    page(router.get("/console/c/:namespace/draft"), channel::draft);
    page(router.get("/console/c/:namespace/stream"), new Stream(cards)::follow);
    var catalogue = new CataloguePages(printer);
    page(router.get("/console/c/:namespace/catalogue"), catalogue::list);
    page(router.get("/console/c/:namespace/catalogue/:name"), catalogue::form);
    page(router.post("/console/c/:namespace/catalogue/:name"), catalogue::ask);

    page(router.get("/console/c/:namespace/backups"), new BackupsPage(printer)::show);

    page(router.get("/console/connections"), new ConnectionsPage(printer)::show);
    var freezes = new FreezePages(printer);
    page(router.get("/console/freezes"), freezes::all);
    page(router.get("/console/c/:namespace/freezes"), freezes::one);

    var commands = new CommandPages(printer, cards);
    page(router.get("/console/c/:namespace/commands"), commands::list);
    page(router.get("/console/c/:namespace/commands/:name"), commands::show);
    page(router.get("/console/c/:namespace/commands/:name/story"), commands::story);
    page(router.get("/console/c/:namespace/commands/:name/log"), commands::log);
    page(
        router.post("/console/c/:namespace/commands/:name/decision"),
        new DecisionForm(printer)::decide);
    router.route("/console/*").handler(context -> serve(context, this::missing));
  }

  private static void secure(RoutingContext context) {
    HEADERS.forEach(context.response()::putHeader);
    if (!new Exchange(context).loopback()) {
      context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
    }
    context.next();
  }

  private void asset(RoutingContext context) {
    assets
        .at(context.request().path())
        .ifPresentOrElse(
            asset ->
                context
                    .response()
                    .putHeader("Content-Type", asset.type())
                    .putHeader("Content-Encoding", "gzip")
                    .putHeader("Cache-Control", "public, max-age=31536000, immutable")
                    .end(asset.zipped()),
            context::next);
  }

  /// Answers a request of somebody who need not be signed in.
  @FunctionalInterface
  interface OpenPage {
    void answer(Console console, Exchange exchange) throws InterruptedException;
  }

  private void open(Route route, OpenPage page) {
    route.handler(context -> serve(context, page));
  }

  private void page(Route route, Page page) {
    route.handler(
        context -> serve(context, (console, exchange) -> door.pass(console, exchange, page)));
  }

  private void serve(RoutingContext context, OpenPage page) {
    var exchange = new Exchange(context);
    Thread.ofVirtual().name("console").start(() -> answer(exchange, page));
  }

  private void answer(Exchange exchange, OpenPage page) {
    Optional<Console> now = console.get();
    if (now.isEmpty()) {
      printer.trouble(
          exchange,
          "not reached yet",
          HttpURLConnection.HTTP_UNAVAILABLE,
          "The console is starting",
          "It waits for the cluster. Reload in a moment.");
      return;
    }
    try {
      if (!exchange.method().equals(HttpMethod.GET.name()) && !Guard.isOurOwn(exchange)) {
        door.refuseForeign(now.get(), exchange);
      } else {
        page.answer(now.get(), exchange);
      }
    } catch (KubernetesClientException e) {
      cluster(now.get(), exchange, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      fault(now.get(), exchange, e);
    }
  }

  /// The cluster did not answer, or no longer knows who asks.
  private void cluster(Console console, Exchange exchange, KubernetesClientException e) {
    if (exchange.answered()) {
      exchange.end();
    } else if (e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
      exchange.cookies(console.cookie().forget(exchange.loopback()));
      exchange.goToSignIn(true);
    } else {
      LOG.warn("{} {}: {}", exchange.method(), exchange.path(), e.getMessage());
      printer.trouble(
          exchange,
          console.cluster(),
          HttpURLConnection.HTTP_UNAVAILABLE,
          "The cluster does not answer",
          "What you asked for may not be recorded. Send the same again in a minute: it counts once.");
    }
  }

  private void fault(Console console, Exchange exchange, RuntimeException e) {
    String id = UUID.randomUUID().toString();
    LOG.error("Fault {} at {} {}", id, exchange.method(), exchange.path(), e);
    if (exchange.answered()) {
      exchange.end();
    } else {
      printer.trouble(
          exchange,
          console.cluster(),
          HttpURLConnection.HTTP_INTERNAL_ERROR,
          "Something is broken here",
          "Tell an administrator this number, which stands in the log: " + id);
    }
  }

  private void missing(Console console, Exchange exchange) {
    printer.trouble(
        exchange,
        console.cluster(),
        HttpURLConnection.HTTP_NOT_FOUND,
        "There is no such page",
        "It may have been there: commands are deleted some time after they have ended.");
  }
}
