package dev.stagedoor.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionStateTest {
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "HELD,      ACTIVE REJECTED MISSED CANCELLED FAILED",
        "ACTIVE,    SETTLED",
        "SETTLED, ''",
        "REJECTED, ''",
        "MISSED, ''",
        "CANCELLED, ''",
        "FAILED, ''",
    })
    void shouldOnlyMoveForward(SessionState from, String allowed) {
        assertThat(Arrays.stream(SessionState.values())
                        .filter(from::mayBecome)
                        .map(SessionState::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "held, {0}: {1}")
    @CsvSource({
        "HANG_UP, CANCELLED",
        "INSUFFICIENT_FUNDS, FAILED",
        "CONNECTION_LOST, FAILED",
        "NODE_LOST, FAILED",
        "MAXIMUM_DURATION, FAILED",
        "NEVER_CONNECTED, FAILED",
        "REJECTED, REJECTED",
        "MISSED, MISSED",
        "CANCELLED, CANCELLED",
        "FAILED, FAILED",
    })
    void shouldEndWithoutAChargeWhenTheClockNeverRan(EndReason reason, SessionState end) {
        assertThat(SessionState.HELD.endedBy(reason)).isEqualTo(end);
        assertThat(SessionState.HELD.mayBecome(end)).isTrue();
        assertThat(SessionState.ACTIVE.endedBy(reason)).isEqualTo(SessionState.SETTLED);
    }
}
