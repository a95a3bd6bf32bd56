package dev.stagedoor.billing.metering;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.pricing.Increment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away while a call runs, and the node dies before it is back. */
class OutageLogTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    @TempDir
    private Path folder = Path.of("");

    private FaultyDataSource database;
    private TestBilling test;
    private Metering metering;
    private UUID viewer;
    private UUID call;
    private long deliveredMs;

    @BeforeEach
    void startACall() {
        database = new FaultyDataSource(DATABASE.pool());
        test = new TestBilling(database, config(folder.resolve("outages")));
        metering = test.billing.metering();
        viewer = test.viewerWith(100);
        call = test.call(viewer, id(), 8, Increment.MINUTE);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    private static BillingConfig config(Path outages) {
        return BillingConfig.builder()
                .peakWindows(List.of())
                .exclusive(true)
                .outages(outages)
                .build();
    }

    private void deliverUntil(long ms) {
        for (; deliveredMs <= ms; deliveredMs += 250) {
            metering.usage(call, deliveredMs);
            test.pass(250);
            test.billing.runMaintenance();
        }
        deliveredMs = ms;
    }

    private Receipt restarted() {
        database.breakAt(Fault.NONE);
        TestBilling heir = new TestBilling(database, config(folder.resolve("outages")));
        return requireNonNull(heir.billing.metering().receipt(call));
    }

    private List<Path> files() throws IOException {
        Path outages = folder.resolve("outages");
        if (Files.notExists(outages)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(outages)) {
            return files.toList();
        }
    }

    @Test
    void shouldChargeWhatWasDeliveredMeanwhileAlthoughTheNodeDied() throws IOException {
        deliverUntil(30_000);
        assertThat(files()).isEmpty();
        database.breakAt(Fault.UNREACHABLE);
        deliverUntil(171_000);

        Receipt receipt = restarted();

        assertThat(receipt.deliveredMs()).isEqualTo(165_000);
        assertThat(receipt.charged()).isEqualTo(coins(22));
        assertThat(receipt.fault()).isTrue();
        assertThat(test.held(viewer)).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldWriteALineForEachHeartbeatOnly() throws IOException {
        deliverUntil(30_000);
        database.breakAt(Fault.UNREACHABLE);
        deliverUntil(75_000);
        assertThat(Files.readAllLines(files().getFirst())).hasSize(4);
        restarted();
    }

    @Test
    void shouldKeepTheLastMomentOfANodeThatIsStoppedMeanwhile() {
        deliverUntil(30_000);
        database.breakAt(Fault.UNREACHABLE);
        deliverUntil(77_000);
        test.billing.close();
        assertThat(restarted().deliveredMs()).isEqualTo(77_000);
    }

    @Test
    void shouldForgetItOnceTheDatabaseTakesHeartbeatsAgain() throws IOException {
        database.breakAt(Fault.UNREACHABLE);
        deliverUntil(50_000);
        assertThat(files()).hasSize(1);
        database.breakAt(Fault.NONE);
        deliverUntil(61_000);
        assertThat(files()).isEmpty();

        database.breakAt(Fault.UNREACHABLE);
        deliverUntil(90_000);
        assertThat(files()).as("of the next outage").hasSize(1);
        assertThat(restarted().deliveredMs()).isGreaterThanOrEqualTo(85_000);
    }

    @Test
    void shouldCountNothingForASessionThatSomebodyElseSettled() throws IOException {
        deliverUntil(70_000);
        database.breakAt(Fault.UNREACHABLE);
        deliverUntil(171_000);
        database.breakAt(Fault.NONE);
        TestBilling neighbour = new TestBilling(database, config(folder.resolve("elsewhere")));
        Receipt settled = requireNonNull(neighbour.billing.metering().receipt(call));
        assertThat(settled.deliveredMs()).isEqualTo(70_000);

        assertThat(restarted()).isEqualTo(settled);
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldPassOverWhatIsNotWhole() throws IOException {
        database.breakAt(Fault.UNREACHABLE);
        deliverUntil(61_000);
        Path file = files().getFirst();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        String last = lines.removeLast();
        lines.add(last.replaceFirst(" 55000 ", " 90000 "));
        lines.add("not at all");
        Files.write(file, lines);
        Files.writeString(file, last.substring(0, last.length() - 1), StandardOpenOption.APPEND);
        Files.writeString(file.resolveSibling("somebody.heartbeats"), "else's");

        assertThat(restarted().deliveredMs()).isEqualTo(45_000);
    }

    /** As after an outage that ended in the restore of an older copy: what was held since is not in it. */
    @Test
    void shouldChargeNoMoreThanTheHoldPaysFor() throws IOException {
        database.breakAt(Fault.UNREACHABLE);
        deliverUntil(61_000);
        Files.writeString(files().getFirst(), LoggedBeat.write(new SessionStore.Beat(call, 600_000, 1)));

        Receipt receipt = restarted();

        assertThat(receipt.deliveredMs()).isEqualTo(180_000);
        assertThat(receipt.charged()).isEqualTo(coins(24));
        assertThat(test.held(viewer)).isZero();
    }

    /** As when the server was started with another database by mistake: the right one has yet to hear of it. */
    @Test
    void shouldLeaveWhatIsOfAnotherDatabase() throws IOException {
        database.breakAt(Fault.UNREACHABLE);
        deliverUntil(61_000);
        Path foreign = folder.resolve("outages").resolve(id() + ".heartbeats");
        Files.writeString(foreign, LoggedBeat.write(new SessionStore.Beat(id(), 60_000, 1)));

        assertThat(restarted().deliveredMs()).isEqualTo(55_000);
        assertThat(files()).containsExactly(foreign);
    }

    @Test
    void shouldReadTheOthersAlthoughOneCannotBeRead() throws IOException {
        database.breakAt(Fault.UNREACHABLE);
        deliverUntil(61_000);
        for (int i = 0; i < 20; i++) {
            Files.createDirectory(folder.resolve("outages").resolve(id() + ".heartbeats"));
        }
        assertThat(restarted().deliveredMs()).isEqualTo(55_000);
    }

    @Test
    void shouldWriteWholeLinesBehindWhatAFullDiskHasTorn() throws IOException {
        UUID node = id();
        List<SessionStore.Beat> beats = List.of(new SessionStore.Beat(call, 15_000, 1));
        Path file = folder.resolve(node + ".heartbeats");
        OutageLog log = new OutageLog(folder, node);
        Files.createDirectory(file);
        log.keep(beats, 1);
        Files.delete(file);
        Files.writeString(file, call + " 1 15");

        log.keep(beats, 1);
        assertThat(new OutageLog(folder, id()).leftBehind()).containsExactly(Map.entry(node, beats));
        log.clear();
        assertThat(file).doesNotExist();
        metering.end(call, 15_000, EndReason.HANG_UP);
    }

    @Test
    void shouldTakeWhatAFullDiskHasTornAwayWithTheOutage() throws IOException {
        UUID node = id();
        Path file = folder.resolve(node + ".heartbeats");
        OutageLog log = new OutageLog(folder, node);
        Files.createDirectory(file);
        log.keep(List.of(new SessionStore.Beat(call, 15_000, 1)), 1);
        Files.delete(file);
        Files.writeString(file, call + " 1 15");

        log.clear();
        assertThat(file).doesNotExist();
        metering.end(call, 15_000, EndReason.HANG_UP);
    }

    @Test
    void shouldGoOnWhereNothingCanBeWritten() throws IOException {
        Files.writeString(folder.resolve("outages"), "in the way");
        database.breakAt(Fault.UNREACHABLE);
        deliverUntil(50_000);
        database.breakAt(Fault.NONE);
        deliverUntil(61_500);
        assertThat(metering.end(call, 61_500, EndReason.HANG_UP).charged()).isEqualTo(coins(16));
    }
}
