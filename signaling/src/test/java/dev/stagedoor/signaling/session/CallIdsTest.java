package dev.stagedoor.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Under which ids the log tells of a call. */
class CallIdsTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.stagedoor.signaling.calls.BillingDesk");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
        MDC.clear();
    }

    @Test
    void whatATimerEndsIsToldUnderTheRequestThatItBeganWith() {
        Theatre theatre = new Theatre();
        theatre.performer();
        MDC.put("requestId", "r");
        MDC.put("traceId", "t");
        MDC.put("spanId", "s");
        Client viewer = theatre.client("vera");
        MDC.clear();
        String callId = theatre.ring(viewer);
        theatre.time.advance(Duration.ofMinutes(2));

        assertThat(lines.list)
                .filteredOn(line -> line.getFormattedMessage().startsWith("call " + callId + " is settled"))
                .singleElement()
                .satisfies(line -> assertThat(line.getMDCPropertyMap())
                        .containsEntry("callId", callId)
                        .containsEntry("requestId", "r")
                        .containsEntry("traceId", "t")
                        .containsEntry("spanId", "s")
                        .doesNotContainKey("userId"));
    }
}
