package dev.stagedoor.benchmarks.torture.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What time it is for the server and for its database, each of which may be wrong. The time of a run begins shortly before the
 * clocks of a zone with summer time change, so that they can be led over that hour. Without libfaketime all clocks are the
 * machine's, and none can be set.
 */
public final class WallClocks {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration BEFORE_THE_CHANGE = Duration.ofMinutes(30);

    /** Debian and its kin, Fedora and its kin, Arch. */
    private static final List<String> LIBRARIES = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib64/faketime/libfaketimeMT.so.1",
            "/usr/lib/faketime/libfaketimeMT.so.1");

    private final Duration ofTheRun;
    private final @Nullable Setting setting;

    private record Setting(WallClock server, WallClock database, Instant change) {}

    private WallClocks(Duration ofTheRun, @Nullable Setting setting) {
        this.ofTheRun = ofTheRun;
        this.setting = setting;
    }

    /** Whose clock. */
    public enum Whose {
        SERVER,
        DATABASE,
        MACHINE
    }

    /** @param folder for the files by which they are set */
    public static WallClocks in(Path folder) {
        return LIBRARIES.stream()
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .map(library -> settable(library, folder, Instant.now()))
                .orElseGet(WallClocks::ofTheMachine);
    }

    /** Right, and not to be set. */
    public static WallClocks ofTheMachine() {
        return new WallClocks(Duration.ZERO, null);
    }

    private static WallClocks settable(Path library, Path folder, Instant machine) {
        var change = ZONE.getRules().nextTransition(machine).getInstant();
        var ofTheRun = Duration.ofSeconds(
                Duration.between(machine, change.minus(BEFORE_THE_CHANGE)).toSeconds());
        return new WallClocks(
                ofTheRun,
                new Setting(
                        new WallClock(library, folder.resolve("server.clock"), ofTheRun),
                        new WallClock(library, folder.resolve("database.clock"), ofTheRun),
                        change));
    }

    /** Whether they can be wrong here. */
    public boolean canBeSet() {
        return setting != null;
    }

    /** The right time. */
    public Instant now() {
        return Instant.now().plus(ofTheRun);
    }

    /** Makes them this much wrong. */
    public void set(Whose whose, Duration wrong) {
        of(whose).forEach(clock -> clock.set(wrong));
    }

    /** Sets both to a moment before their zone's clocks change. */
    public void leadToTheChange(Duration before) {
        var next = setting;
        if (next != null) {
            set(Whose.MACHINE, Duration.between(now(), next.change().minus(before)));
        }
    }

    Map<String, String> environmentOfServer() {
        var known = setting;
        if (known == null) {
            return Map.of();
        }
        var environment = new HashMap<>(known.server().environment());
        environment.put("TZ", ZONE.getId());
        return environment;
    }

    Map<String, String> environmentOfDatabase() {
        var known = setting;
        return known == null ? Map.of() : known.database().environment();
    }

    private List<WallClock> of(Whose whose) {
        var known = setting;
        if (known == null) {
            return List.of();
        }
        return switch (whose) {
            case SERVER -> List.of(known.server());
            case DATABASE -> List.of(known.database());
            case MACHINE -> List.of(known.server(), known.database());
        };
    }
}
