package dev.stagedoor.benchmarks.api;

import java.io.Serial;

/** The server said no, or something that the contract does not know. The message is for the person who runs the command. */
public final class ApiFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ApiFailure(String message) {
        super(message);
    }
}
