package dev.stagedoor.server;

import dev.stagedoor.media.HeapGoal;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SettingsException;
import dev.stagedoor.server.doctor.Doctor;
import dev.stagedoor.server.doctor.Finding;
import dev.stagedoor.server.logging.Logs;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs everything until it is told to stop. */
@Command(name = "up", description = "Run the server.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        long beganNs = System.nanoTime();
        try {
            Settings settings = options.load();
            Logs.apply(settings);
            if (isUnfit(Doctor.beforeStart(settings, options.dataDirectory(settings)))) {
                return 1;
            }
            Stagedoor stagedoor = start(settings);
            greet(System.out, settings, stagedoor, (System.nanoTime() - beganNs) / 1_000_000);
            try (HeapGoal _ = HeapGoal.follow();
                    SettingsWatch watch = new SettingsWatch(options.file(), settings, options::load, changed -> {
                        Logs.apply(changed);
                        stagedoor.apply(changed);
                    })) {
                watch.start();
                awaitStop(stagedoor);
            }
            return 0;
        } catch (SettingsException e) {
            return SettingsOptions.refused(e);
        } catch (IOException | RuntimeException e) {
            System.err.println("stagedoor: could not start: " + e.getMessage());
            LOG.debug("could not start", e);
            return 1;
        }
    }

    /**
     * Ctrl-C and SIGTERM run a hook; the virtual machine ends when the hook has. One that comes while things are being started
     * waits until they are: what is half started could not be stopped in order, and the database would be left running.
     */
    private Stagedoor start(Settings settings) throws IOException {
        Stagedoor stagedoor = Stagedoor.prepare(settings, options.dataDirectory(settings), SettingsOptions.home());
        CompletableFuture<Stagedoor> started = new CompletableFuture<>();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    if (!started.isCompletedExceptionally()) {
                        System.err.println("Stopping …");
                        var _ = started.thenAccept(Stagedoor::close)
                                .exceptionally(failed -> null)
                                .join();
                    }
                }));
        try {
            stagedoor.start();
            started.complete(stagedoor);
            return stagedoor;
        } finally {
            // Nothing to stop if it has not started: what failed has stopped what there was.
            started.cancel(false);
        }
    }

    /** Says what is wrong, if anything is; failures keep the server from starting. */
    private static boolean isUnfit(List<Finding> findings) {
        List<Finding> wrong = findings.stream()
                .filter(finding -> finding.level() != Finding.Level.OK)
                .toList();
        boolean unfit = wrong.stream().anyMatch(Finding::isFailure);
        if (unfit) {
            System.err.println("stagedoor: this machine or these settings are not fit to start on:");
        }
        DoctorCommand.print(System.err, wrong);
        return unfit;
    }

    /** Forever, or until a drain is over: then it leaves by itself. */
    private static void awaitStop(Stagedoor stagedoor) throws InterruptedException {
        CountDownLatch leave = new CountDownLatch(1);
        var _ = stagedoor.drained().thenRun(leave::countDown);
        leave.await();
    }

    private static void greet(PrintStream out, Settings settings, Stagedoor stagedoor, long startMs) {
        String url = settings.get(Keys.PUBLIC_URL).isEmpty()
                ? (Configurations.speaksTls(settings) ? "https" : "http") + "://localhost:" + stagedoor.httpPort()
                : settings.get(Keys.PUBLIC_URL);
        out.printf("%nStagedoor is running (started in %.1f s).%n%n", startMs / 1000.0);
        out.printf("  %-12s %s%n", "Site", url);
        out.printf("  %-12s %s/admin/%n", "Console", url);
        out.printf("  %-12s %s/docs%n", "API", url);
        out.printf("  %-12s UDP port %d%n", "Media", stagedoor.mediaPort());
        DemoPeople people = stagedoor.demoPeople();
        if (people != null) {
            out.printf("%n  %-12s %-22s %s%n", "Demo", "e-mail", "password");
            out.printf(
                    "  %-12s %-22s %s%n",
                    "performer", people.performer().email(), people.performer().password());
            out.printf(
                    "  %-12s %-22s %s%n",
                    "viewer", people.viewer().email(), people.viewer().password());
            out.printf(
                    "  %-12s %-22s %s%n",
                    "admin", people.admin().email(), people.admin().password());
            out.printf(
                    "  %-12s %-22s %s%n",
                    "finance", people.finance().email(), people.finance().password());
        }
        if (settings.get(Keys.MEDIA_TEST_ROOM) && Configurations.isForTryingOut(settings)) {
            out.printf("%n  %-12s %s/whip/test%n", "Publish", url);
            out.printf("  %-12s %s/whep/test%n", "Watch", url);
        }
        out.printf("%nCtrl-C stops it.%n");
        out.flush();
    }
}
