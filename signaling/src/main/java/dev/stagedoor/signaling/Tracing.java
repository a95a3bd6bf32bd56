package dev.stagedoor.signaling;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows a request through the house. What belongs together is known by the log's diagnostic context, which goes with the work
 * from thread to thread as it is: the ids of {@link Request#ids()} are put there beside {@code requestId}.
 */
public interface Tracing {
    /** Follows nothing. */
    Tracing OFF = new Tracing() {
        @Override
        public Request begin(String method, @Nullable String traceparent, String requestId) {
            return Request.NONE;
        }

        @Override
        public void step(String name, Runnable work) {
            work.run();
        }

        @Override
        public <T> T step(String name, Supplier<T> work) {
            return work.get();
        }
    };

    /**
     * A request has come.
     *
     * @param traceparent what a proxy of ours knows it by (W3C Trace Context), null if none says
     */
    Request begin(String method, @Nullable String traceparent, String requestId);

    /** Runs work as a step of what this thread does for a request, if it does. What it throws is thrown. */
    void step(String name, Runnable work);

    /** The same for work with a result. */
    <T> T step(String name, Supplier<T> work);

    /** A request under way. */
    interface Request {
        /** One that nobody follows. */
        Request NONE = new Request() {
            @Override
            public Map<String, String> ids() {
                return Map.of();
            }

            @Override
            public void end(@Nullable String route, int status) {}
        };

        /** For the diagnostic context of everything that is done for it. */
        Map<String, String> ids();

        /**
         * It was answered; what is done for it later still belongs to it. Only the first end counts.
         *
         * @param route the path as the contract writes it, without anybody's ids; null if it led nowhere
         */
        void end(@Nullable String route, int status);
    }
}
