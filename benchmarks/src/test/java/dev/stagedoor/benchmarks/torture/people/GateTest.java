package dev.stagedoor.benchmarks.torture.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GateTest {
    private final Gate gate = new Gate();

    @Test
    void shouldBeQuietOnlyWhenAllHaveLeft() {
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();
        gate.leave();
        var quiet = CompletableFuture.runAsync(gate::shut);
        assertThat(quiet).isNotDone();
        gate.leave();
        quiet.join();
    }

    @Test
    void shouldLetNobodyInWhileShutAndEverybodyAfterwards() {
        gate.shut();
        var entering = CompletableFuture.supplyAsync(gate::enter);
        assertThat(entering).isNotDone();
        gate.open();
        assertThat(entering.join()).isTrue();
    }

    @Test
    void shouldSendThoseHomeWhoWait() {
        gate.shut();
        var entering = CompletableFuture.supplyAsync(gate::enter);
        gate.close();
        assertThat(entering.join()).isFalse();
    }
}
