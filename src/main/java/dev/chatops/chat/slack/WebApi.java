package dev.chatops.chat.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.http.SlackHttpClient;
import dev.chatops.chat.DeliveryFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// Slack's Web API with one token. One attempt for each call, and no doubt about what became of it.
///
/// The stock client sends a request a second time when a pooled connection breaks, and so posts
/// twice; and it has no limit for a call as a whole.
final class WebApi {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(8);

  /// OkHttp trusts a connection that was idle for less than 10 s unseen; a server may have closed
  /// it after 5.
  private static final Duration IDLE = Duration.ofSeconds(4);

  /// A megabyte over a slow line.
  private static final Duration CONTENT = Duration.ofSeconds(60);

  /// One for the whole process: each configuration starts a dozen threads that never end.
  private static final SlackConfig CONFIG = config();

  private static final OkHttpClient HTTP =
      SlackHttpClient.buildOkHttpClient(CONFIG)
          .newBuilder()
          .retryOnConnectionFailure(false)
          .connectionPool(new ConnectionPool(5, IDLE.toSeconds(), TimeUnit.SECONDS))
          .connectTimeout(CONNECT)
          .callTimeout(CALL)
          .addNetworkInterceptor(WebApi::whole)
          .build();

  private static final OkHttpClient FILES = HTTP.newBuilder().callTimeout(CONTENT).build();

  private static final Slack SLACK = over(HTTP);

  private final MethodsClient methods;

  WebApi(String url, String token) {
    methods = SLACK.methods(token);
    methods.setEndpointUrlPrefix(url);
  }

  /// For Bolt, which makes no calls by itself here.
  static Slack slack() {
    return SLACK;
  }

  @FunctionalInterface
  interface Call<T extends SlackApiTextResponse> {
    T on(MethodsClient methods) throws IOException, SlackApiException;
  }

  <T extends SlackApiTextResponse> T call(Call<T> call) throws DeliveryFailure {
    T answer;
    try {
      answer = call.on(methods);
    } catch (SlackApiException e) {
      throw Failures.of(e);
    } catch (IOException e) {
      throw Failures.of(e);
    } catch (JsonParseException e) {
      throw new DeliveryFailure.Unknown("the answer is not Slack's", null);
    } catch (IllegalArgumentException e) {
      throw new DeliveryFailure.Unauthorised("a token has characters that no token has");
    }
    if (answer == null || !answer.isOk()) {
      throw Failures.of(answer == null ? null : answer.getError());
    }
    return answer;
  }

  /// Brings the content of a file to where Slack wants it.
  void send(String url, byte[] content) throws DeliveryFailure {
    var body = RequestBody.create(content, MediaType.get("application/octet-stream"));
    try (Response answer =
        FILES.newCall(new Request.Builder().url(url).post(body).build()).execute()) {
      if (!answer.isSuccessful()) {
        throw new DeliveryFailure.Rejected("HTTP " + answer.code());
      }
    } catch (IOException e) {
      throw Failures.of(e);
    }
  }

  /// Called with an open connection, right before the request goes out. The answer is read here, so
  /// that whatever breaks from now on is known to have come after the request.
  private static Response whole(Interceptor.Chain chain) throws IOException {
    try {
      Response answer = chain.proceed(chain.request());
      ResponseBody body = answer.body();
      return answer
          .newBuilder()
          .body(ResponseBody.create(body.bytes(), body.contentType()))
          .build();
    } catch (IOException e) {
      throw new Failures.Sent(e);
    }
  }

  private static Slack over(OkHttpClient client) {
    var http = new SlackHttpClient(client);
    http.setConfig(CONFIG);
    return Slack.getInstance(CONFIG, http);
  }

  private static SlackConfig config() {
    var config = new SlackConfig();
    config.setStatsEnabled(false);
    // Java's own settings count, as they do for the socket, exceptions included.
    config.setProxyUrl(null);
    return config;
  }
}
