package dev.stagedoor.server.tracing;

import java.net.URI;
import java.util.Map;

/**
 * Where spans go.
 *
 * @param endpoint that takes OTLP over HTTP
 * @param headers sent along; secret
 * @param sample the part of requests that is followed, 0 to 1, where no proxy has decided
 */
public record TracingConfig(URI endpoint, Map<String, String> headers, double sample) {
    /** The headers stay out of everything that prints it. */
    @Override
    public String toString() {
        return "TracingConfig[" + endpoint + ", " + headers.keySet() + ", " + sample + "]";
    }
}
