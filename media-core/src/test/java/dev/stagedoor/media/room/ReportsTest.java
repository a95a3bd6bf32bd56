package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.stream.NtpTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private final RoomFixture fixture = new RoomFixture();

    @Test
    void transportFeedbackGoesBackTenTimesASecondAndCoversEveryPacket() {
        FakePeer publisher = fixture.join(Plans.audio(100, 900));
        for (int i = 0; i < 50; i++) {
            byte[] block = {(byte) (3 << 4 | 1), (byte) ((65_500 + i * 2) >> 8), (byte) (65_500 + i * 2)};
            publisher.sends(RtpPackets.packet(Plans.AUDIO_PT, false, i, 0, 100, new byte[] {1}, block));
            fixture.advanceMs(20);
        }
        fixture.advanceMs(100);

        List<String> feedback = publisher.control.stream()
                .filter(item -> item.startsWith("TWCC"))
                .toList();
        assertThat(feedback).hasSizeBetween(9, 11);
        assertThat(String.join(" ", feedback).split("@-", -1))
                .as("every second number is missing")
                .hasSize(50);
        assertThat(String.join(" ", feedback)).contains(" 65534@", " 0@", " 62@");
    }

    @Test
    void feedbackNamesASourceOfTheirsThoughTheFirstSectionIsSilent() {
        FakePeer publisher = fixture.join(Plans.audio(0, 900), Plans.video(300, 902));
        byte[] block = {(byte) (3 << 4 | 1), 0, 7, (byte) (Plans.MID_ID << 4), '1'};
        publisher.sends(RtpPackets.packet(Plans.VIDEO_PT, true, 1, 0, 300, Plans.key("k"), block));
        fixture.advanceMs(200);

        assertThat(publisher.feedbackSource).isEqualTo(300);
    }

    @Test
    void publishersAreToldLossJitterAndTheCap() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        publisher.sendsControl(rtcp -> rtcp.senderReport(300, 0x0001_0002_0003_0004L, 0, 0, 0));
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                publisher.sends(Plans.videoPacket(300, i, i * 900L, Plans.key("k")));
            }
            fixture.advanceMs(10);
        }
        fixture.advanceMs(100);

        assertThat(publisher.control)
                .anyMatch(item -> item.startsWith("RB 300 fraction=6") && item.contains("lsr=131075"));
        assertThat(publisher.control).contains("REMB 2500000");
    }

    @Test
    void ofSeveralEstimatesInOneDatagramTheLastCounts() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        for (int i = 0; i < 60; i++) {
            publisher.sends(Plans.videoPacket(300, i, i * 2_970L, i == 0 ? Plans.key("k") : Plans.delta("d")));
            fixture.advanceMs(33);
        }
        publisher.control.clear();
        viewer.media.clear();

        viewer.sendsControl(rtcp -> {
            rtcp.receiverEstimate(400, 1);
            rtcp.receiverEstimate(400, 10_000_000);
        });
        publisher.sends(Plans.videoPacket(300, 60, 60 * 2_970L, Plans.delta("goes on")));

        assertThat(viewer.on("1")).hasSize(1);
        assertThat(publisher.control).doesNotContain("KEY 300");
    }

    @Test
    void senderReportsKeepAudioAndVideoOfOnePublisherInSync() {
        FakePeer publisher = fixture.join(Plans.audio(100, 900), Plans.video(300, 902));
        FakePeer viewer = fixture.join(Plans.audio(200, 901), Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        long ntp = NtpTime.ofNanos(3_000_000_000_000_000_000L);
        long ntpLater = NtpTime.ofNanos(3_000_000_000_040_000_000L);
        // Both timestamps belong to the same instant of the publisher, but video's report takes 40 ms longer.
        publisher.sendsControl(rtcp -> rtcp.senderReport(100, ntp, 48_000, 0, 0));
        publisher.sends(Plans.audioPacket(100, 50));
        fixture.advanceMs(80);
        publisher.sendsControl(rtcp -> rtcp.senderReport(300, ntpLater, 90_000 + 3_600, 0, 0));
        publisher.sends(Plans.videoPacket(300, 1, 90_000, Plans.key("k")));
        fixture.advanceMs(1_100);

        double audioSeconds = secondsSinceFirstPacket(viewer, 901, "0", 48_000, 50 * 960 - 48_000);
        double videoSeconds = secondsSinceFirstPacket(viewer, 910, "1", 90_000, 0);
        assertThat(audioSeconds).isEqualTo(videoSeconds, org.assertj.core.api.Assertions.offset(0.001));
    }

    /** How long after the instant of the publisher's first report our own newest report is, by the stream's timestamps. */
    private static double secondsSinceFirstPacket(
            FakePeer viewer, long ssrc, String mid, int clockRateHz, long firstPacketAheadTicks) {
        String report = viewer.control.stream()
                .filter(item -> item.startsWith("SR " + ssrc + " "))
                .reduce((before, after) -> after)
                .orElseThrow();
        long timestamp = Long.parseLong(report.replaceAll(".* rtp=(\\d+) .*", "$1"));
        long first = viewer.on(mid).getFirst().timestamp() - firstPacketAheadTicks;
        return (int) (timestamp - first) / (double) clockRateHz;
    }

    @Test
    void roundTripIsMeasuredFromViewersReports() {
        FakePeer publisher = fixture.join(Plans.audio(100, 900));
        FakePeer viewer = fixture.join(Plans.audio(200, 901));
        fixture.subscribe(viewer, publisher);
        publisher.sendsControl(rtcp -> rtcp.senderReport(100, NtpTime.ofNanos(5_000_000_000L), 0, 0, 0));
        publisher.sends(Plans.audioPacket(100, 1));
        viewer.control.clear();
        while (viewer.controlCount(item -> item.startsWith("SR 901")) == 0) {
            fixture.advanceMs(1);
        }
        String report = viewer.control.stream()
                .filter(item -> item.startsWith("SR"))
                .findFirst()
                .orElseThrow();
        long lastReport = NtpTime.middle(Long.parseLong(report.replaceAll(".*ntp=(-?\\d+) .*", "$1")));
        fixture.advanceMs(150);

        viewer.sendsControl(rtcp -> {
            rtcp.receiverReport(200);
            rtcp.reportBlock(901, 0, 3, 1, 0, lastReport, 65_536 / 10);
        });

        assertThat(viewer.participant.statistics().roundTripMs()).isBetween(49L, 51L);
        assertThat(viewer.participant.statistics().tracks().getLast().lost()).isEqualTo(3);
    }
}
