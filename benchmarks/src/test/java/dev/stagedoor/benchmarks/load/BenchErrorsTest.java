package dev.stagedoor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.process.Cpus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be done is said in words, with the exit code that tells wrong usage from a failure. */
class BenchErrorsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "forward --receivers 0,'--receivers is a number from 1 to 10000, not 0',1",
        "forward --publishers 5 --receivers 2,5 publishers for 2 receivers,1",
        "forward --payload 5000,'--payload is a number from 100 to 1200, not 5000',1",
        "join --payload 5000,'--payload is a number from 100 to 1200, not 5000',1",
        "soak --burst 2000,'--burst is a number from 0 to 1000, not 2000',1",
        "forward --seconds 0,'--seconds is a number from 1 to 3600, not 0',1",
        "forward --rate 9000000 --receivers 1,cannot send 9000000 times a second,1",
        "forward --cpu 0-,is no list of cores,1",
        "forward --cpu 4000,--cpu 4000: this machine lets us use,1",
        "metering --sessions 0,'--sessions is a number from 1 to 200000, not 0',1",
        "metering --increment session,--increment is MINUTE or SECOND,1",
        "forward --colour red,'Unknown options: ''--colour''',2",
        "forward --receivers many,'Invalid value for option ''--receivers''',2",
    })
    void wrongArgumentsAreNamed(String line, String words, int code) {
        assertThat(execute(line.split(" "))).isEqualTo(code);

        assertThat(err.toString()).contains(words);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertThat(execute("forward", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(1);

            assertThat(err.toString()).contains("cannot bind TCP 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void serverAndClientsNeedACoreEach() {
        assertThatThrownBy(() -> Limits.cores(null, new Cpus(List.of(3))))
                .isInstanceOf(LoadFailure.class)
                .hasMessageContaining("needs a core for the clients");
        assertThat(Limits.cores("1", new Cpus(List.of(0, 1, 2))).clients()).isEqualTo(new Cpus(List.of(0, 2)));
    }

    private int execute(String... arguments) {
        return Bench.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
