package dev.stagedoor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands of the lab as a user does. */
final class Lab {
    private Lab() {}

    /** Runs a command that must succeed and print one line of JSON; words are separated by spaces. */
    static JsonNode run(String command) throws IOException {
        var out = new StringWriter();
        var progress = new StringWriter();
        var code = Bench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(progress))
                .execute(command.split(" ", -1));
        assertThat(code).as(progress.toString()).isZero();
        assertThat(out.toString().lines()).hasSize(1);
        return new ObjectMapper().readTree(out.toString());
    }
}
