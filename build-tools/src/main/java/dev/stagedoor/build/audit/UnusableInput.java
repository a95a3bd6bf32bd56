package dev.stagedoor.build.audit;

import java.io.IOException;

/** A file that cannot be compared with anything; the message says which, and what is wrong with it. */
final class UnusableInput extends IOException {
    private static final long serialVersionUID = 1;

    UnusableInput(String message) {
        super(message);
    }
}
