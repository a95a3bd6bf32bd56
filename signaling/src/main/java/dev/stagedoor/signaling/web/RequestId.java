package dev.stagedoor.signaling.web;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Gives every request an id, the client's own if it has a harmless form, tells it in the response and in the log, and
 * writes the one log line of a request: method, path and outcome. Query strings, headers and bodies never reach the log.
 */
final class RequestId implements Handler<RoutingContext> {
    static final String HEADER = "X-Request-Id";

    private static final Logger LOG = LoggerFactory.getLogger(RequestId.class);
    private static final String KEY = "requestId";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    @Override
    public void handle(RoutingContext context) {
        String id = choose(context.request().getHeader(HEADER));
        context.put(KEY, id);
        context.response().putHeader(HEADER, id);
        long beginNs = System.nanoTime();
        context.addEndHandler(done -> within(id, () -> log(context, (System.nanoTime() - beginNs) / 1_000)));
        context.next();
    }

    static String of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY), "the first handler has not run");
    }

    /** Runs work whose log lines carry the id. */
    static void within(String id, Runnable work) {
        try (var _ = MDC.putCloseable(KEY, id)) {
            work.run();
        }
    }

    private String choose(@Nullable String wanted) {
        return wanted != null && HARMLESS.matcher(wanted).matches()
                ? wanted
                : ids.generate().toString();
    }

    private static void log(RoutingContext context, long tookUs) {
        int status = context.response().getStatusCode();
        var level = status >= 500 ? LOG.atWarn() : LOG.atDebug();
        level.log("{} {} {} in {} us", context.request().method(), context.normalizedPath(), status, tookUs);
    }
}
