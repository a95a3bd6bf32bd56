package dev.stagedoor.signaling.web;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.stagedoor.signaling.Tracing;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Gives every request an id, the client's own if it has a harmless form, tells it in the response and in the log, and
 * writes the one log line of a request: method, path and outcome. Query strings, headers and bodies never reach the log.
 * Requests of the API are followed as well; pages are not worth it.
 */
final class RequestId implements Handler<RoutingContext> {
    static final String HEADER = "X-Request-Id";

    private static final Logger LOG = LoggerFactory.getLogger(RequestId.class);
    private static final String KEY = "requestId";
    private static final String ROUTE = "route";
    private static final String TRACE_PARENT = "traceparent";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern FOLLOWED = Pattern.compile("/(?:api|whip|whep)/.*|" + WebSocketRoute.PATH);

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final Tracing tracing;
    private final boolean behindProxy;

    /** @param behindProxy whether a proxy of ours stands in front: strangers do not decide what is followed */
    RequestId(Tracing tracing, boolean behindProxy) {
        this.tracing = tracing;
        this.behindProxy = behindProxy;
    }

    /** What a request is known by. */
    private record Known(Tracing.Request trace, Map<String, String> ids) {
        static Known of(RoutingContext context) {
            return Objects.requireNonNull(context.get(KEY), "the first handler has not run");
        }
    }

    @Override
    public void handle(RoutingContext context) {
        String id = choose(context.request().getHeader(HEADER));
        Known known = know(context, id);
        context.put(KEY, known);
        context.response().putHeader(HEADER, id);
        long beginNs = System.nanoTime();
        context.addEndHandler(done -> within(context, () -> log(context, (System.nanoTime() - beginNs) / 1_000)));
        context.next();
    }

    private Known know(RoutingContext context, String id) {
        Tracing.Request trace = FOLLOWED.matcher(context.normalizedPath()).matches()
                ? tracing.begin(
                        context.request().method().name(),
                        behindProxy ? context.request().getHeader(TRACE_PARENT) : null,
                        id)
                : Tracing.Request.NONE;
        Map<String, String> all = new HashMap<>(trace.ids());
        all.put(KEY, id);
        return new Known(trace, all);
    }

    /** The request has found its route, as the contract writes it. */
    static void found(RoutingContext context, String route) {
        context.put(ROUTE, route);
    }

    /** The request has become a WebSocket, which does not end with it. */
    static void upgraded(RoutingContext context) {
        Known.of(context).trace.end(WebSocketRoute.PATH, 101);
    }

    /** Runs work whose log lines carry the request's ids. */
    static void within(RoutingContext context, Runnable work) {
        Map<String, String> ids = Known.of(context).ids;
        ids.forEach(MDC::put);
        try {
            work.run();
        } finally {
            ids.keySet().forEach(MDC::remove);
        }
    }

    private String choose(@Nullable String wanted) {
        return wanted != null && HARMLESS.matcher(wanted).matches()
                ? wanted
                : ids.generate().toString();
    }

    private static void log(RoutingContext context, long tookUs) {
        int status = context.response().getStatusCode();
        Known.of(context).trace.end(context.get(ROUTE), status);
        var level = status >= 500 ? LOG.atWarn() : LOG.atDebug();
        level.log("{} {} {} in {} us", context.request().method(), context.normalizedPath(), status, tookUs);
    }
}
