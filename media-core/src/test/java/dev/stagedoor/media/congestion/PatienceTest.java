package dev.stagedoor.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long MS = 1_000_000;

    private final Patience patience = new Patience();

    @Test
    void aLackIsBorneForASecondAndAnotherForAnotherOne() {
        assertThat(patience.bears(false, 0)).isFalse();
        assertThat(patience.bears(true, 5_000 * MS)).isTrue();
        assertThat(patience.bears(true, 5_900 * MS)).isTrue();
        assertThat(patience.bears(true, 6_000 * MS)).isFalse();
        assertThat(patience.bears(false, 6_100 * MS)).as("nothing lacks").isFalse();
        assertThat(patience.bears(true, 6_200 * MS)).isTrue();
    }
}
