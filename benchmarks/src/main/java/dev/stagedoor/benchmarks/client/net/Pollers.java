package dev.stagedoor.benchmarks.client.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The two kinds of poller. */
public final class Pollers {
    private Pollers() {}

    /** The JDK's: any system, any address family. */
    public static Poller portable() {
        try {
            return new NioPoller();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector", e);
        }
    }

    /** For load tests: on Linux in batches and for IPv4 only, elsewhere the portable one. */
    public static Poller batching() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return portable();
        }
        try {
            return new EpollPoller();
        } catch (IOException e) {
            throw new UncheckedIOException("no epoll", e);
        }
    }
}
