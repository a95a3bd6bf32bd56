package dev.stagedoor.benchmarks.client;

import java.io.Serial;

/** Why a client is not connected, in words for the person who runs it. */
public final class ClientFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ClientFailure(String reason) {
        super(reason);
    }
}
