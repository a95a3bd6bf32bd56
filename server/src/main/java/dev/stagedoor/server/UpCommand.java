package dev.stagedoor.server;

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
            Stagedoor stagedoor = Stagedoor.start(settings, options.dataDirectory(settings), SettingsOptions.home());
            greet(System.out, settings, stagedoor, (System.nanoTime() - beganNs) / 1_000_000);
            try (SettingsWatch watch = new SettingsWatch(options.file(), settings, options::load, changed -> {
                Logs.apply(changed);
                stagedoor.apply(changed);
            })) {
                watch.start();
                awaitStop(stagedoor);
            }
            return 0;
        } catch (SettingsException e) {
            System.err.println("These settings cannot be used:");
            System.err.println(e.getMessage());
            return 2;
        } catch (IOException | RuntimeException e) {
            System.err.println("stagedoor: could not start: " + e.getMessage());
            LOG.debug("could not start", e);
            return 1;
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

    /** Ctrl-C and SIGTERM run the hook; the virtual machine ends when the hook has. So does a drain that is over. */
    private static void awaitStop(Stagedoor stagedoor) throws InterruptedException {
        CountDownLatch leave = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    System.err.println("Stopping …");
                    stagedoor.close();
                }));
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
