package dev.stagedoor.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TortureCommandTest {
    @ParameterizedTest
    @CsvSource({
        "--minutes 0,--minutes is a number from 0.1 to",
        "--tippers 0,--tippers is a number from 1 to",
        "--calls -1,--calls is a number from 0 to",
        "--seed soon,Invalid value for option '--seed'",
    })
    void shouldNameWrongArguments(String line, String words) {
        var err = new StringWriter();
        assertThat(Torture.commandLine().setErr(new PrintWriter(err, true)).execute(line.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString()).contains(words);
    }
}
