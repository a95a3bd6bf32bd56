package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Tracing;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Which requests are followed, by whose wish, and what work for them is known by. */
class RequestIdTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Followed followed = new Followed();

    /** Writes down what it is told. */
    private static final class Followed implements Tracing {
        private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

        @Override
        public Request begin(String method, @Nullable String traceparent, String requestId) {
            begun.add(method + ' ' + traceparent);
            return new Request() {
                @Override
                public Map<String, String> ids() {
                    return Map.of("traceId", "t", "spanId", "s");
                }

                @Override
                public void end(@Nullable String route, int status) {
                    ended.add(route + " " + status);
                }
            };
        }

        @Override
        public void step(String name, Runnable work) {
            work.run();
        }

        @Override
        public <T> T step(String name, Supplier<T> work) {
            return work.get();
        }
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        client.close();
    }

    /** What a handler has in its log's context; as the answer's text. */
    private String ask(String path, boolean behindProxy) throws IOException, InterruptedException {
        Router router = Router.router(vertx);
        router.route().handler(new RequestId(followed, behindProxy));
        router.route().handler(context -> {
            RequestId.found(context, "/api/v1/{thing}");
            RequestId.within(
                    context,
                    () -> context.put("seen", MDC.getCopyOfContextMap().keySet().toString()));
            context.end(context.<String>get("seen"));
        });
        int port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("traceparent", PARENT)
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void aRequestOfTheApiIsFollowedToItsEnd() throws IOException, InterruptedException {
        assertThat(ask("/api/v1/wallet", true)).contains("traceId", "spanId", "requestId");
        assertThat(followed.begun).containsExactly("GET " + PARENT);
        assertThat(followed.ended.poll(10, TimeUnit.SECONDS)).isEqualTo("/api/v1/{thing} 200");
    }

    @Test
    void aStrangerDoesNotDecideWhatIsFollowed() throws IOException, InterruptedException {
        assertThat(ask("/whip/test", false)).contains("traceId");
        assertThat(followed.begun).containsExactly("GET null");
    }

    @Test
    void aPageIsNotFollowed() throws IOException, InterruptedException {
        assertThat(ask("/assets/api/app.js", true)).contains("requestId").doesNotContain("traceId");
        assertThat(followed.begun).isEmpty();
    }
}
