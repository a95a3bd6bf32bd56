package dev.stagedoor.billing.metering;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat as a line of text: session, epoch, delivered milliseconds, and the CRC-32C of all that in hexadecimal, by
 * which a line that was torn or spoilt is told from a whole one.
 */
final class LoggedBeat {
    static final Charset CHARSET = StandardCharsets.US_ASCII;
    private static final int FIELDS = 4;
    private static final HexFormat HEX = HexFormat.of();

    private LoggedBeat() {}

    /** The line, its end included. */
    static String write(SessionStore.Beat beat) {
        String fields = beat.callId() + " " + beat.leaseEpoch() + " " + beat.billableMs();
        return fields + " " + checksum(fields) + "\n";
    }

    /** The furthest of each session; lines that are not whole are passed over. */
    static List<SessionStore.Beat> read(byte[] file) {
        Map<UUID, SessionStore.Beat> latest = new HashMap<>();
        new String(file, CHARSET).lines().forEach(line -> {
            SessionStore.Beat beat = parse(line);
            if (beat != null) {
                latest.merge(beat.callId(), beat, (one, other) -> one.billableMs() > other.billableMs() ? one : other);
            }
        });
        return List.copyOf(latest.values());
    }

    private static SessionStore.@Nullable Beat parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS || !line.equals(withChecksum(fields))) {
            return null;
        }
        try {
            return new SessionStore.Beat(
                    UUID.fromString(fields[0]), Long.parseLong(fields[2]), Long.parseLong(fields[1]));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String withChecksum(String[] fields) {
        String content = fields[0] + " " + fields[1] + " " + fields[2];
        return content + " " + checksum(content);
    }

    private static String checksum(String fields) {
        CRC32C checksum = new CRC32C();
        checksum.update(fields.getBytes(CHARSET));
        return HEX.toHexDigits((int) checksum.getValue());
    }
}
