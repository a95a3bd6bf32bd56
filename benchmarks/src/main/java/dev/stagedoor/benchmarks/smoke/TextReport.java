package dev.stagedoor.benchmarks.smoke;

import dev.stagedoor.benchmarks.api.Account.TrialBalance;
import dev.stagedoor.benchmarks.api.Money;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report for people: receipt, media, trial balance, checks. */
final class TextReport {
    private final PrintWriter out;

    TextReport(PrintWriter out) {
        this.out = out;
    }

    void print(CallRecord call, TrialBalance books, List<Check> checks) {
        receipt(call);
        media(call);
        trialBalance(books);
        checks(checks);
        out.flush();
    }

    private void receipt(CallRecord call) {
        var receipt = call.viewer().receipt();
        heading("Receipt");
        row("call", call.callId());
        row(
                "rate",
                receipt.perMinute().text() + " a minute, by the "
                        + receipt.increment().toLowerCase(Locale.ROOT));
        row("delivered", "%.3f s both ways".formatted(receipt.deliveredMs() / 1e3));
        row("charged time", "%.3f s".formatted(receipt.chargedMs() / 1e3));
        row("charged", text(receipt.charged()));
        row("tips", receipt.tips().text());
        row("performer earned", text(call.performer().receipt().earned()));
        row(
                "wallet",
                call.before().available().text() + " → "
                        + call.after().available().text());
    }

    private void media(CallRecord call) {
        heading("Media");
        side("to the viewer", call.viewer());
        side("to the performer", call.performer());
    }

    private void side(String title, CallRecord.Side side) {
        var media = side.media();
        row(
                title,
                "%d packets, %d lost, delay p50 %.2f ms, p99 %.2f ms, %s, ICE %.0f ms, DTLS %.0f ms"
                        .formatted(
                                media.receivedPackets(),
                                media.lost(),
                                media.delay().quantileMs(0.5),
                                media.delay().quantileMs(0.99),
                                side.path().profile(),
                                side.path().iceMs(),
                                side.path().dtlsMs()));
    }

    private void trialBalance(TrialBalance books) {
        heading("Trial balance");
        for (var line : books.lines()) {
            out.printf(
                    Locale.ROOT,
                    "  %-4s %-39s %24s%n",
                    line.code(),
                    line.kind(),
                    line.balance().text());
        }
        for (var total : books.totals()) {
            out.printf(Locale.ROOT, "  %-44s %24s%n", "total", total.text());
        }
    }

    private void checks(List<Check> checks) {
        heading("Checks");
        for (var check : checks) {
            out.printf(Locale.ROOT, "  %s %s (%s)%n", check.ok() ? "✓" : "✗", check.what(), check.detail());
        }
        out.println();
        var failed = checks.stream().filter(check -> !check.ok()).count();
        out.println(failed == 0 ? "PASS" : "FAIL: %d of %d checks".formatted(failed, checks.size()));
    }

    private void heading(String title) {
        out.println();
        out.println(title);
    }

    private void row(String name, String value) {
        out.printf(Locale.ROOT, "  %-18s %s%n", name, value);
    }

    private static String text(@Nullable Money money) {
        return money == null ? "not told" : money.text();
    }
}
