package dev.stagedoor.benchmarks.load.messages;

import java.io.Serial;

/** Why a load test cannot go on, in words for the person who runs it. */
public final class LoadFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public LoadFailure(String reason) {
        super(reason);
    }

    public LoadFailure(String reason, Throwable cause) {
        super(reason, cause);
    }
}
