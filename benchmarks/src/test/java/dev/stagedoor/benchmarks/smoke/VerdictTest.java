package dev.stagedoor.benchmarks.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.api.Account.TrialBalance;
import dev.stagedoor.benchmarks.api.Account.Wallet;
import dev.stagedoor.benchmarks.api.Money;
import dev.stagedoor.benchmarks.api.Receipt;
import dev.stagedoor.benchmarks.client.Connected;
import dev.stagedoor.benchmarks.client.dtls.SrtpProfile;
import dev.stagedoor.benchmarks.client.media.DelayHistogram;
import dev.stagedoor.benchmarks.client.media.MediaStats;
import dev.stagedoor.benchmarks.client.media.StreamStats;
import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final PaidCall.Terms TERMS = new PaidCall.Terms(20, 10_000);
    private static final TrialBalance BALANCED = new TrialBalance(
            List.of(new TrialBalance.Line("V1", "LIABILITY", Money.millicoins(5), 1)),
            List.of(Money.millicoins(0), new Money(0, "INR")),
            true);

    @Test
    void aCallThatAddsUpPasses() {
        assertThat(Verdict.of(call(20_100, 21_350, SrtpProfile.AEAD_AES_128_GCM, 0), BALANCED, TERMS))
                .allSatisfy(check -> assertThat(check.ok())
                        .as(check.what() + ": " + check.detail())
                        .isTrue());
    }

    @Test
    void aChargeThatIsNotTheTimesPriceFails() {
        var checks = Verdict.of(call(20_100, 21_351, SrtpProfile.AEAD_AES_128_GCM, 0), BALANCED, TERMS);

        assertThat(failures(checks)).containsExactly("the charge is what the delivered time costs");
    }

    @Test
    void timeThatWasNotDeliveredFails() {
        var checks = Verdict.of(call(15_000, 15_250, SrtpProfile.AEAD_AES_128_GCM, 0), BALANCED, TERMS);

        assertThat(failures(checks)).containsExactly("delivered time is the time of the call");
    }

    @Test
    void anotherCipherAndLossFailOnBothSides() {
        var checks = Verdict.of(call(20_100, 21_350, SrtpProfile.AES128_CM_SHA1_80, 3), BALANCED, TERMS);

        assertThat(failures(checks))
                .containsExactlyInAnyOrder(
                        "the viewer's cipher is GCM-128",
                        "the performer's cipher is GCM-128",
                        "nothing was lost on the way to the viewer",
                        "nothing was lost on the way to the performer");
    }

    @Test
    void aTotalThatIsNotZeroFailsThoughTheFlagSaysSo() {
        var books = new TrialBalance(BALANCED.lines(), List.of(Money.millicoins(1)), true);

        assertThat(failures(Verdict.of(call(20_100, 21_350, SrtpProfile.AEAD_AES_128_GCM, 0), books, TERMS)))
                .containsExactly("the trial balance is zero in every asset");
    }

    @Test
    void theJsonReportHasWhatProgramsLookFor() throws IOException {
        var call = call(20_100, 21_350, SrtpProfile.AEAD_AES_128_GCM, 0);

        var report = new ObjectMapper().readTree(JsonReport.write(call, BALANCED, Verdict.of(call, BALANCED, TERMS)));

        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("deliveredMs").asLong()).isEqualTo(20_100);
        assertThat(report.path("charged").asLong()).isEqualTo(21_350);
        assertThat(report.path("trialBalanceZero").asBoolean()).isTrue();
    }

    @Test
    void theTextReportShowsReceiptAndTrialBalance() {
        var call = call(20_100, 21_350, SrtpProfile.AEAD_AES_128_GCM, 0);
        var text = new StringWriter();

        new TextReport(new PrintWriter(text)).print(call, BALANCED, Verdict.of(call, BALANCED, TERMS));

        assertThat(text.toString())
                .contains("charged            21.350 COIN", "20.100 s both ways", "V1", "0.00 INR", "PASS");
    }

    private static List<String> failures(List<Check> checks) {
        return checks.stream().filter(check -> !check.ok()).map(Check::what).toList();
    }

    private static CallRecord call(long deliveredMs, long charged, SrtpProfile profile, long lost) {
        var viewer = side(profile, lost, receipt(deliveredMs, Money.millicoins(charged), null));
        var performer = side(profile, lost, receipt(deliveredMs, null, new Money(960, "INR")));
        return new CallRecord(
                "call-1",
                20_200,
                viewer,
                performer,
                new Wallet(Money.millicoins(350_000), Money.millicoins(0)),
                new Wallet(Money.millicoins(350_000 - charged - TERMS.tip()), Money.millicoins(0)));
    }

    private static Receipt receipt(long deliveredMs, @Nullable Money charged, @Nullable Money earned) {
        var chargedMs = Math.ceilDiv(deliveredMs, 1_000) * 1_000;
        return new Receipt(
                "call-1",
                "SECOND",
                Money.millicoins(61_000),
                deliveredMs,
                chargedMs,
                charged,
                earned,
                Money.millicoins(TERMS.tip()),
                "HANG_UP",
                false);
    }

    private static CallRecord.Side side(SrtpProfile profile, long lost, Receipt receipt) {
        var remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 10_000);
        var media = new MediaStats(
                List.of(stream(MediaKind.AUDIO, lost), stream(MediaKind.VIDEO, 0)),
                100,
                10_000,
                1,
                0,
                new MediaStats.Feedback(0, 0),
                new MediaStats.Feedback(0, 0),
                new DelayHistogram());
        return new CallRecord.Side(new Connected(profile, remote, 1, 2), media, 20, receipt);
    }

    private static StreamStats stream(MediaKind kind, long lost) {
        return new StreamStats(1, kind, 1_000, 100_000, 600, 1, lost, 0, 0, 0.1, 1, 1, 2);
    }
}
