package dev.stagedoor.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.MediaConfig;
import dev.stagedoor.media.MediaServer;
import dev.stagedoor.media.room.Drop;
import dev.stagedoor.media.room.ParticipantStatistics;
import dev.stagedoor.media.transport.TransportDrop;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {
    private final Metrics metrics = new Metrics();
    private MediaServer media;

    @BeforeEach
    void start() throws IOException {
        media = MediaServer.start(MediaConfig.defaults().boundTo("127.0.0.1", 0), _ -> {});
        metrics.add(media);
    }

    @AfterEach
    void stop() {
        media.close();
    }

    @Test
    void tellsWhatTheVirtualMachineDoes() {
        assertThat(metrics.text()).contains("jvm_gc_collection_seconds_count{", "process_cpu_seconds_total ");
    }

    @Test
    void countsRoomsThatAreOpen() {
        assertThat(metrics.text()).contains("\nstagedoor_media_rooms 0.0\n");
        assertThat(media.openRoom(UUID.randomUUID()).join()).isTrue();
        assertThat(metrics.text())
                .contains("\nstagedoor_media_rooms 1.0\n", "\nstagedoor_media_participants{connected=\"true\"} 0.0\n");
    }

    @Test
    void hasEveryReasonToDropFromTheStart() {
        String text = metrics.text();
        for (TransportDrop reason : TransportDrop.values()) {
            assertThat(text).contains("\nstagedoor_media_dropped_datagrams_total{reason=\"" + reason + "\"} 0.0\n");
        }
        for (Drop reason : Drop.values()) {
            assertThat(text).contains("\nstagedoor_media_dropped_packets_total{reason=\"" + reason + "\"} 0.0\n");
        }
    }

    @Test
    void tellsWhatEachLoopHasDone() {
        assertThat(metrics.text())
                .contains("\nstagedoor_media_loop_sent_datagrams_total{loop=\"0\"} 0.0\n")
                .contains("\nstagedoor_media_loop_cpu_seconds_total{loop=\"0\"} ");
    }

    @Test
    void countsWaysByHowGoodTheyAre() {
        Readings readings = new Readings();
        Metrics.readScores(List.of(participant(4.4, 0), participant(4.6, 1.2), participant(4.5, 5)), readings);

        assertThat(readings.snapshots().get(0).getDataPoints())
                .map(point -> (GaugeDataPointSnapshot) point)
                .filteredOn(point -> point.getValue() > 0)
                .extracting(point -> point.getLabels().get("direction") + " "
                        + point.getLabels().get("score") + " " + point.getValue())
                .containsExactlyInAnyOrder("uplink 4 1.0", "uplink 5 2.0", "downlink 1 1.0", "downlink 5 1.0");
    }

    private static ParticipantStatistics participant(double uplinkScore, double downlinkScore) {
        return new ParticipantStatistics(
                UUID.randomUUID(), true, 0, 0, 0, uplinkScore, downlinkScore, List.of(), Map.of());
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void everyMetricHasAConventionalNameAndSaysWhatItMeans(Metric metric) {
        assertThat(metric.wireName()).matches("stagedoor_[a-z]+(_[a-z]+)+").doesNotEndWith("_total");
        assertThat(metric.help()).endsWith(".").hasSizeGreaterThan(10);
        assertThat(metric.type()).isIn(MetricType.COUNTER, MetricType.GAUGE);
    }
}
