package dev.stagedoor.benchmarks.torture.stage;

import dev.stagedoor.benchmarks.api.ApiFailure;
import dev.stagedoor.benchmarks.api.ServerUnreachable;
import dev.stagedoor.benchmarks.api.StagedoorApi;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.process.ProcessFigures;
import dev.stagedoor.benchmarks.torture.record.Footprint;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The server as people run it, {@code ./stagedoor up}, on one address through all its lives. */
public final class ServerProcess implements AutoCloseable {
    private static final long READY_LIMIT_S = 90;
    private static final long STOP_LIMIT_S = 40;
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Short terms, so that a run of minutes sees sessions of a dead server settled by lease. */
    private static final Map<String, String> SETTINGS = Map.of(
            "STAGEDOOR_HTTP_HOST", "127.0.0.1",
            "STAGEDOOR_MEDIA_ADVERTISE", "127.0.0.1",
            "STAGEDOOR_BILLING_LEASE_MS", "5000",
            "STAGEDOOR_BILLING_HEARTBEAT_MS", "1000",
            "STAGEDOOR_CALL_RECONNECT_MS", "5000",
            "STAGEDOOR_CALL_FREE_ATTEMPTS", "0",
            "STAGEDOOR_HTTP_REQUESTS_BURST", "1000000",
            "STAGEDOOR_HTTP_REQUESTS_PER_SECOND", "100000");

    private final Path home;
    private final Path folder;
    private final String databaseUrl;
    private final WallClocks clocks;
    private final int heapMiB;
    private final int httpPort;
    private final int mediaPort;
    private final StagedoorApi api;
    private @Nullable Process process;

    /**
     * @param home folder of the installation
     * @param folder for its data and its log
     * @param heapMiB the most that its heap may have
     */
    public ServerProcess(Path home, Path folder, int databasePort, WallClocks clocks, int heapMiB) throws IOException {
        this.home = home;
        this.folder = folder;
        this.clocks = clocks;
        this.heapMiB = heapMiB;
        this.databaseUrl = "postgres://postgres:postgres@127.0.0.1:" + databasePort + "/postgres";
        try (var http = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
                var media = new DatagramSocket()) {
            this.httpPort = http.getLocalPort();
            this.mediaPort = media.getLocalPort();
        }
        this.api = new StagedoorApi(URI.create("http://127.0.0.1:" + httpPort));
    }

    public StagedoorApi api() {
        return api;
    }

    /** What it and everything else wrote. */
    public Path log() {
        return folder.resolve("server.log");
    }

    /** Starts it and waits until it is ready. */
    public void start() {
        try {
            process = command(List.of(
                            "up",
                            "--no-build",
                            "--port",
                            "" + httpPort,
                            "--media-port",
                            "" + mediaPort,
                            "--data",
                            folder.resolve("data").toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new LoadFailure("the server cannot be started: " + e.getMessage(), e);
        }
        awaitReady();
    }

    /** Waits until it says that it is ready; it may have lost its database for a while. */
    public void awaitReady() {
        var untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_LIMIT_S);
        while (!isReady()) {
            if (!running().isAlive()) {
                throw new LoadFailure("the server has ended by itself; its log is " + log());
            }
            if (System.nanoTime() > untilNs) {
                throw new LoadFailure("the server is not ready after " + READY_LIMIT_S + " s; its log is " + log());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** Ends it without a word. */
    public void kill() {
        Signals.kill(List.of(running().toHandle()));
    }

    /** Stops it where it is. */
    public void pause() {
        Signals.stop(List.of(running().toHandle()));
    }

    /** Lets it go on. */
    public void goOn() {
        Signals.goOn(List.of(running().toHandle()));
    }

    /** What it takes now. */
    public Footprint footprint() {
        var pid = running().pid();
        var heapLeftMiB = Heap.leftMiB(pid);
        var figures = ProcessFigures.of(pid);
        return new Footprint(figures.rssMiB(), heapLeftMiB, figures.threads(), figures.descriptors());
    }

    /** What it has written about its heap being too small. */
    public List<String> outOfMemory() {
        try (var lines = Files.lines(log())) {
            return lines.filter(line -> line.contains("OutOfMemoryError")).toList();
        } catch (IOException e) {
            throw new LoadFailure("the server's log cannot be read: " + log(), e);
        }
    }

    /** Runs another command of the installation on the same database; returns what it printed to standard output. */
    public String ask(List<String> words) {
        try {
            var asked = command(words)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            var answer = new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            asked.waitFor();
            return answer;
        } catch (IOException e) {
            throw new LoadFailure("cannot run " + words + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
    }

    /** Stops it in order, or after a while without. */
    @Override
    public void close() {
        var last = process;
        if (last == null) {
            return;
        }
        try {
            last.destroy();
            if (!last.waitFor(STOP_LIMIT_S, TimeUnit.SECONDS)) {
                last.destroyForcibly();
            }
        } catch (InterruptedException _) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() {
        try {
            api.checkReady();
            return true;
        } catch (ApiFailure | ServerUnreachable _) {
            return false;
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private ProcessBuilder command(List<String> words) {
        var builder = new ProcessBuilder();
        builder.command().add(home.resolve("stagedoor").toString());
        builder.command().addAll(words);
        var environment = new HashMap<>(SETTINGS);
        environment.put("DATABASE_URL", databaseUrl);
        environment.put("JAVA_TOOL_OPTIONS", "-Xmx" + heapMiB + "m");
        environment.putAll(clocks.environmentOfServer());
        builder.environment().putAll(environment);
        return builder;
    }
}
