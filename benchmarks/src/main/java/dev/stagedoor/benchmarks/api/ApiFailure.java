package dev.stagedoor.benchmarks.api;

import java.io.Serial;

/** The server said no, or something that the contract does not know. The message is for the person who runs the command. */
public final class ApiFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    public ApiFailure(String message) {
        this(message, "");
    }

    ApiFailure(String message, String code) {
        super(message);
        this.code = code;
    }

    /** The contract's word for why it was refused; empty if nobody refused, but an answer was missing or made no sense. */
    public String code() {
        return code;
    }
}
