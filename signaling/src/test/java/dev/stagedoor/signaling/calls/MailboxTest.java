package dev.stagedoor.signaling.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Under which ids the log tells of a task, and a trace finds it. */
class MailboxTest {
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final List<Map<String, String>> seen = new ArrayList<>();

    @AfterEach
    void clear() {
        MDC.clear();
    }

    private void run(Mailbox mailbox, Map<String, String> poster) {
        MDC.setContextMap(poster);
        mailbox.post(() -> seen.add(Map.copyOf(MDC.getCopyOfContextMap())));
        MDC.clear();
        later.remove().run();
        assertThat(MDC.getCopyOfContextMap()).as("afterwards").isNullOrEmpty();
    }

    @Test
    void aTaskThatATimerHasAskedForBearsTheMailboxsOwnIds() {
        Mailbox mailbox = new Mailbox(later::add, Map.of("callId", "c", "traceId", "t", "spanId", "s"));
        run(mailbox, Map.of());
        assertThat(seen).containsExactly(Map.of("callId", "c", "traceId", "t", "spanId", "s"));
    }

    @Test
    void whoeverAsksGivesItTheIdsOfTheAsking() {
        Mailbox mailbox = new Mailbox(later::add, Map.of("callId", "c", "traceId", "t", "spanId", "s"));
        run(mailbox, Map.of("userId", "u", "traceId", "t2", "spanId", "s2"));
        assertThat(seen).containsExactly(Map.of("callId", "c", "userId", "u", "traceId", "t2", "spanId", "s2"));
    }
}
