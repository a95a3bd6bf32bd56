package dev.stagedoor.server.config;

import java.util.List;

/** Settings that cannot be used; the message lists every mistake, one a line. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingsException(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
    }
}
