package dev.stagedoor.server.metrics;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.media.MediaServer;
import dev.stagedoor.media.MediaStatistics;
import dev.stagedoor.media.room.ParticipantStatistics;
import dev.stagedoor.media.transport.LoopStatistics;
import dev.stagedoor.server.tracing.SpanCounts;
import dev.stagedoor.signaling.SignalingServer;
import dev.stagedoor.signaling.SignalingStatistics;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that can be read, gathered as the parts of the house are started. */
public final class Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

    /** A loop that has not answered by then is stuck; the numbers of the others are wanted all the more. */
    private static final long MEDIA_LIMIT_MS = 1_000;

    private static final int BEST_SCORE = 5;

    private final PrometheusRegistry registry = new PrometheusRegistry();

    /** Begins with the virtual machine's own. */
    public Metrics() {
        JvmMetrics.builder().register(registry);
    }

    /** Adds the media node's. */
    public void add(MediaServer media) {
        register(readings -> readMedia(media, readings));
    }

    /** Adds billing's. */
    public void add(Billing billing) {
        register(readings -> {
            readings.put(Metric.METERED_SESSIONS, billing.metering().runningSessions());
            billing.books()
                    .reconciliation()
                    .found()
                    .forEach((level, count) -> readings.put(Metric.FINDINGS, count, level.name()));
            billing.payDesk()
                    .risk()
                    .raised()
                    .forEach((kind, count) -> readings.put(Metric.RISK_FLAGS, count, kind.name()));
            billing.jobs().failures().forEach((job, count) -> readings.put(Metric.JOB_FAILURES, count, job));
        });
    }

    /** Adds signalling's. */
    public void add(SignalingServer signaling) {
        register(readings -> {
            SignalingStatistics statistics = signaling.statistics();
            readings.put(Metric.CONNECTIONS, statistics.connections());
            readings.put(Metric.CALLS, statistics.calls());
            readings.put(Metric.LIVE_SESSIONS, statistics.live().sessions());
            readings.put(Metric.LIVE_LINKS, statistics.live().links());
            statistics
                    .live()
                    .refused()
                    .forEach((reason, count) -> readings.put(Metric.LIVE_REFUSALS, count, reason.name()));
            signaling
                    .mail()
                    .attempts()
                    .forEach((outcome, count) -> readings.put(Metric.MAIL_ATTEMPTS, count, outcome.name()));
        });
    }

    /** Adds a connection pool's. */
    public void add(HikariDataSource pool) {
        register(readings -> {
            HikariPoolMXBean state = pool.getHikariPoolMXBean();
            if (state != null) {
                String name = pool.getPoolName();
                readings.put(Metric.POOL_CONNECTIONS, state.getActiveConnections(), name, "active");
                readings.put(Metric.POOL_CONNECTIONS, state.getIdleConnections(), name, "idle");
                readings.put(Metric.POOL_WAITING, state.getThreadsAwaitingConnection(), name);
            }
        });
    }

    /**
     * Adds those of the certificate that the server shows.
     *
     * @param present the certificate, empty where it shows none
     * @param failures times that no new one was to be had
     */
    public void add(Supplier<Optional<X509Certificate>> present, LongSupplier failures) {
        register(readings -> {
            present.get().ifPresent(certificate -> {
                readings.putMilliseconds(
                        Metric.TLS_BEGINS,
                        certificate.getNotBefore().toInstant().toEpochMilli());
                readings.putMilliseconds(
                        Metric.TLS_ENDS, certificate.getNotAfter().toInstant().toEpochMilli());
            });
            readings.put(Metric.TLS_FAILURES, failures.getAsLong());
        });
    }

    /** Adds those of traces. */
    public void addSpans(Supplier<SpanCounts> counts) {
        register(readings -> {
            SpanCounts now = counts.get();
            readings.put(Metric.TRACING_SPANS, now.sent(), "SENT");
            readings.put(Metric.TRACING_SPANS, now.refused(), "REFUSED");
            readings.put(Metric.TRACING_SPANS, now.dropped(), "DROPPED");
        });
    }

    /** The present numbers in Prometheus' text format 0.0.4. Blocks for a moment. */
    public String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private void register(Consumer<Readings> reader) {
        registry.register(() -> {
            Readings readings = new Readings();
            reader.accept(readings);
            return readings.snapshots();
        });
    }

    private static void readMedia(MediaServer media, Readings readings) {
        MediaStatistics statistics;
        List<LoopStatistics> loops;
        try {
            statistics = media.statistics().get(MEDIA_LIMIT_MS, TimeUnit.MILLISECONDS);
            loops = media.loops().get(MEDIA_LIMIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The media node does not tell its numbers", e);
            return;
        }
        readings.put(Metric.MEDIA_RECEIVED_DATAGRAMS, statistics.transport().receivedDatagrams());
        readings.put(Metric.MEDIA_SENT_DATAGRAMS, statistics.transport().sentDatagrams());
        readings.put(Metric.MEDIA_SENT_MESSAGES, statistics.transport().sentMessages());
        readings.put(Metric.MEDIA_HANDED_OVER_DATAGRAMS, statistics.transport().handedOver());
        statistics
                .transport()
                .drops()
                .forEach((reason, count) -> readings.put(Metric.MEDIA_DROPPED_DATAGRAMS, count, reason.name()));
        statistics.drops().forEach((reason, count) -> readings.put(Metric.MEDIA_DROPPED_PACKETS, count, reason.name()));
        loops.forEach(loop -> readLoop(loop, readings));
        List<ParticipantStatistics> participants =
                statistics.rooms().values().stream().flatMap(List::stream).toList();
        long connected =
                participants.stream().filter(ParticipantStatistics::connected).count();
        readings.put(Metric.MEDIA_ROOMS, statistics.rooms().size());
        readings.put(Metric.MEDIA_PARTICIPANTS, connected, "true");
        readings.put(Metric.MEDIA_PARTICIPANTS, participants.size() - connected, "false");
        long longestMs = participants.stream()
                .mapToLong(ParticipantStatistics::roundTripMs)
                .max()
                .orElse(0);
        readings.putMilliseconds(Metric.MEDIA_ROUND_TRIP_SECONDS, longestMs);
        readScores(participants, readings);
    }

    /** Where the system does not tell the time, it is left out. */
    private static void readLoop(LoopStatistics loop, Readings readings) {
        String name = Integer.toString(loop.index());
        readings.put(Metric.MEDIA_LOOP_DATAGRAMS, loop.sentDatagrams(), name);
        if (loop.cpuNs() >= 0) {
            readings.putMilliseconds(Metric.MEDIA_LOOP_CPU, loop.cpuNs() / 1_000_000, name);
        }
    }

    static void readScores(List<ParticipantStatistics> participants, Readings readings) {
        readScores(participants, "uplink", ParticipantStatistics::uplinkScore, readings);
        readScores(participants, "downlink", ParticipantStatistics::downlinkScore, readings);
    }

    /** Those of which nothing is known yet have score 0 and are left out. */
    private static void readScores(
            List<ParticipantStatistics> participants,
            String direction,
            ToDoubleFunction<ParticipantStatistics> score,
            Readings readings) {
        long[] counts = new long[BEST_SCORE + 1];
        participants.forEach(each -> counts[(int) Math.round(score.applyAsDouble(each))]++);
        for (int rounded = 1; rounded <= BEST_SCORE; rounded++) {
            readings.put(Metric.MEDIA_SCORES, counts[rounded], direction, Integer.toString(rounded));
        }
    }
}
