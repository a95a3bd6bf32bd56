package dev.stagedoor.benchmarks.api;

import java.io.IOException;
import java.io.Serial;
import java.net.URI;

/** Nobody answers at the address, or the connection broke. */
public final class ServerUnreachable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ServerUnreachable(URI address, IOException cause) {
        super("no server answers at %s (%s)".formatted(address, describe(cause)), cause);
    }

    private static String describe(IOException cause) {
        var message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
