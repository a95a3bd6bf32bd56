package dev.stagedoor.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.load.ForwardRun.Cores;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.process.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What sealing and sending alone cost here: {@code forward_floor.c}, compiled for the traffic and run where the server runs, with
 * as many receivers, as many packets at once and as many a second. It rewrites nothing, remembers nothing and hears nobody.
 */
final class Floor implements AutoCloseable {
    private static final String SOURCE = "forward_floor.c";
    /** Longer tells no more, and ends before {@link Tool} loses its patience. */
    private static final int MAX_SECONDS = 10;

    /** The program's own bounds. */
    private static final int MAX_RECEIVERS = 2_000;

    private static final int MAX_GROUP = 32;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_INPUT = "";

    private final Traffic traffic;
    private final Cores cores;
    private final int seconds;
    private final Path program;

    private Floor(Traffic traffic, Cores cores, int seconds, Path program) {
        this.traffic = traffic;
        this.cores = cores;
        this.seconds = Math.min(MAX_SECONDS, seconds);
        this.program = program;
    }

    /** What the program prints. */
    private record Result(long packets, double cpuSeconds) {}

    /** @throws LoadFailure without a C compiler or OpenSSL's headers, and for traffic that the program cannot send */
    static Floor compile(Traffic traffic, Cores cores, int seconds) {
        Limits.checked("--receivers, with --floor", traffic.receivers(), 1, MAX_RECEIVERS);
        Limits.checked("--burst, with --floor", traffic.packetsAtOnce(), 1, MAX_GROUP);
        try {
            var program = Files.createTempFile("stagedoor-floor", "");
            try {
                var payload = "-DPAYLOAD=" + traffic.payloadBytes();
                Tool.run(
                        List.of("cc", "-O2", payload, "-x", "c", "-", "-o", program.toString(), "-lcrypto"),
                        source(),
                        "gcc libssl-dev");
            } catch (LoadFailure e) {
                Files.deleteIfExists(program);
                throw e;
            }
            return new Floor(traffic, cores, seconds, program);
        } catch (IOException e) {
            throw new LoadFailure("no room for the floor's program: " + e.getMessage(), e);
        }
    }

    private static String source() throws IOException {
        try (var source = Floor.class.getResourceAsStream(SOURCE)) {
            return new String(Objects.requireNonNull(source, SOURCE).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Packets per CPU-second. On a stage that cuts receivers off, all are cut off.
     *
     * @throws LoadFailure if it cannot be run
     */
    double measure(Stage stage) {
        stage.cut();
        var command = new ArrayList<>(List.of(
                program.toString(),
                "" + traffic.receivers(),
                "" + traffic.packetsAtOnce(),
                "" + traffic.forwardedPerSecond(),
                "" + seconds,
                cores.server().first().toString(),
                cores.clients().first().toString()));
        var cutOff = stage.clientAddresses().others();
        if (cutOff != null) {
            command.add(cutOff);
        }
        var printed = Tool.run(stage.server().program(command), NO_INPUT, "util-linux");
        try {
            var result = JSON.readValue(printed, Result.class);
            return result.packets() / result.cpuSeconds();
        } catch (JsonProcessingException e) {
            throw new LoadFailure("the floor's program said: " + printed.strip(), e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(program);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + program, e);
        }
    }
}
