package dev.stagedoor.build.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
    /** Written as {@code introduced 1 fixed 2}, pairs in any order. */
    private static Range range(String text) {
        String[] words = text.split(" ", -1);
        return new Range(Stream.iterate(0, at -> at < words.length, at -> at + 2)
                .map(at -> new Range.Event(
                        Stream.of(Range.Kind.values())
                                .filter(kind -> kind.osvName().equals(words[at]))
                                .findFirst()
                                .orElseThrow(),
                        words[at + 1]))
                .toList());
    }

    @ParameterizedTest(name = "{0} {2}: {1}")
    @CsvSource({
        "MAVEN, introduced 0 fixed 1.4,                                          1.3.9,           true",
        "MAVEN, introduced 0 fixed 1.4,                                          1.4,             false",
        "MAVEN, introduced 0 fixed 1.4,                                          1.4.0,           false",
        "MAVEN, introduced 0 fixed 1.4,                                          1.4-rc1,         true",
        "MAVEN, introduced 0 fixed 1.4,                                          1.10,            false",
        "MAVEN, introduced 0 last_affected 1.4,                                  1.4,             true",
        "MAVEN, introduced 0 last_affected 1.4,                                  1.4.1,           false",
        "MAVEN, introduced 0,                                                    99.0,            true",
        "MAVEN, introduced 0,                                                    0.0.1-alpha,     true",
        "MAVEN, introduced 4.2.0.Alpha1 fixed 4.2.5.Final,                       4.2.0.Final,     true",
        "MAVEN, introduced 4.2.0.Alpha1 fixed 4.2.5.Final,                       4.2.5.Final,     false",
        "MAVEN, introduced 4.2.0.Alpha1 fixed 4.2.5.Final,                       4.1.100.Final,   false",
        "MAVEN, introduced 0 fixed 1.5 introduced 2.0 fixed 2.3,                 1.4,             true",
        "MAVEN, introduced 0 fixed 1.5 introduced 2.0 fixed 2.3,                 1.9,             false",
        "MAVEN, introduced 0 fixed 1.5 introduced 2.0 fixed 2.3,                 2.2,             true",
        "MAVEN, introduced 0 fixed 1.5 introduced 2.0 fixed 2.3,                 2.3,             false",
        "MAVEN, fixed 2.3 introduced 2.0 fixed 1.5 introduced 0,                 1.9,             false",
        "MAVEN, fixed 2.3 introduced 2.0 fixed 1.5 introduced 0,                 2.1,             true",
        "MAVEN, introduced 1 fixed 2 introduced 2 fixed 3,                       2,               true",
        "MAVEN, introduced 2 fixed 3 introduced 1 fixed 2,                       2,               true",
        "MAVEN, introduced 1.0 last_affected 1.2 introduced 1.8 fixed 2.0,       1.5,             false",
        "MAVEN, introduced 1.0 last_affected 1.2 introduced 1.8 fixed 2.0,       1.9,             true",
        "MAVEN, introduced 3.0-1-gaaaaaaa fixed 3.2,                             3.1-15-g6da2b08, true",
        "NPM,   introduced 0 fixed 2.0.0,                                        2.0.0-beta.2,    true",
        "NPM,   introduced 0 fixed 2.0.0-beta.10,                                2.0.0-beta.2,    true",
        "NPM,   introduced 0 fixed 2.0.0-beta.2,                                 2.0.0-beta.10,   false",
        "NPM,   introduced 7.0.0 fixed 7.12.0,                                   7.9.1,           true",
        "NPM,   introduced 7.0.0 fixed 7.12.0,                                   6.30.0,          false",
        "NPM,   introduced 7.0.0-0 fixed 7.12.0,                                 7.0.0-alpha.1,   true",
        "NPM,   introduced 7 fixed 7.2,                                          7.1.0,           true",
        "NPM,   introduced 0 fixed 1.2.3,                                        1.2.3+build.5,   false",
    })
    void coversVersions(Ecosystem ecosystem, String events, String version, boolean covered) {
        assertThat(range(events).covers(ecosystem, version)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "introduced 0 fixed 1.5 introduced 2.0 fixed 2.3, 1.0, 1.5",
        "introduced 0 fixed 1.5 introduced 2.0 fixed 2.3, 2.0, 2.3",
        "introduced 0 fixed 1.10 fixed 1.9,               1.8, 1.9"
    })
    void namesTheNextVersionThatIsFixed(String events, String version, String fixed) {
        assertThat(range(events).fixedAfter(Ecosystem.MAVEN, version)).contains(fixed);
    }

    @Test
    void ofSeveralRangesTheOneThatCoversSaysWhereItIsFixed() {
        Affected affected = new Affected(
                Ecosystem.MAVEN,
                "g:a",
                List.of(range("introduced 4.1 fixed 4.1.9"), range("introduced 4.2 fixed 4.2.3")),
                List.of());
        assertThat(affected.fixedAfter("4.2.1")).contains("4.2.3");
        assertThat(affected.fixedAfter("4.1.1")).contains("4.1.9");
    }

    @Test
    void whatIsNoVersionIsSaid() {
        assertThatThrownBy(() -> range("introduced 0 fixed 1.0.0").covers(Ecosystem.NPM, "newest"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'newest'");
    }
}
