package dev.stagedoor.billing.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.OrderOutcome;
import dev.stagedoor.billing.payments.SignedWebhook;
import dev.stagedoor.billing.pricing.Increment;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports books of three assets and has them read: by a few lines here, and by the programs they are for. */
class ExportTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final Period ALL = new Period(null, null);

    private static TestBilling test;
    private static LocalDate first = LocalDate.EPOCH;
    private static LocalDate last = LocalDate.EPOCH;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void makeSomeHistory() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        buy(test, "inr-99");
        buy(new TestBilling(DATABASE.pool(), BillingConfig.builder().usd().build()), "usd-10");
        UUID viewer = test.viewerWith(100);
        UUID call = test.call(viewer, TestBilling.id(), 8, Increment.MINUTE);
        test.billing.metering().end(call, 61_000, EndReason.HANG_UP);
        test.billing
                .wallets()
                .grantPromotion(viewer, TestBilling.id(), TestBilling.coins(1), "a \"gift\"; | 50%, \\ with\nlove ₹");
        test.billing.wallets().grantPromotion(viewer, TestBilling.id(), TestBilling.coins(1), "=HYPERLINK(1)");
        first = day("min");
        last = day("max");
    }

    private static LocalDate day(String which) {
        return LocalDate.parse(Sql.rows(
                        DATABASE.owner(),
                        "select (" + which + "(created_at) at time zone 'UTC')::date from billing.transfer")
                .getFirst());
    }

    private static void buy(TestBilling shop, String packageId) {
        OrderOutcome outcome = shop.billing
                .payments()
                .order(TestBilling.id(), packageId, TestBilling.id().toString());
        Order order = ((OrderOutcome.Created) outcome).order();
        for (SignedWebhook paid : shop.billing.payments().sandbox().pay(order.orderId(), "SUCCESS")) {
            shop.billing
                    .providerNews()
                    .webhook("sandbox", paid.headers(), paid.body().getBytes(StandardCharsets.UTF_8), "127.0.0.1");
        }
    }

    @Test
    void shouldWriteARowForEveryLine() {
        List<String> rows = rows(ExportFormat.CSV, ALL);
        long entries = Sql.number(DATABASE.owner(), "select count(*) from billing.entry");
        long accounts = Sql.number(DATABASE.owner(), "select count(*) from billing.account_balance where balance <> 0");
        assertThat(rows.getFirst())
                .isEqualTo(
                        "transfer,at,code,ref,session,line,account_code,account_kind,owner,qualifier,asset,amount,memo");
        // The one memo with a line break makes two text lines of each of its two rows.
        assertThat(rows).hasSize((int) (1 + entries + accounts + 2));
        assertThat(String.join("\n", rows)).contains(",\"a \"\"gift\"\"; | 50%, \\ with\nlove ₹\"");
        assertThat(rows)
                .anyMatch(row -> row.contains(",PURCHASE,") && row.contains(",X1,psp.receivable,,sandbox,INR,-99.00,"));
    }

    /** What people typed becomes text; amounts below zero stay amounts. */
    @Test
    void shouldGiveASpreadsheetNoFormula() {
        assertThat(rows(ExportFormat.CSV, ALL))
                .anyMatch(row -> row.endsWith(",-1.000,'=HYPERLINK(1)"))
                .noneMatch(row -> row.contains(",="));
    }

    @ParameterizedTest
    @CsvSource({"HLEDGER, '    '", "BEANCOUNT, '  '"})
    void shouldBalanceEveryTransactionInEveryAsset(ExportFormat format, String indent) {
        for (String transaction :
                Pattern.compile("\n\n").splitAsStream(text(format, ALL)).toList()) {
            Map<String, Double> sums = transaction
                    .lines()
                    .filter(line -> line.matches(indent + "\\p{Alpha}+:\\S+  -?\\d+(\\.\\d+)? [A-Z]{3,4}"))
                    .map(line -> Pattern.compile(" +").split(line.strip(), -1))
                    .collect(Collectors.groupingBy(
                            parts -> parts[2], Collectors.summingDouble(parts -> Double.parseDouble(parts[1]))));
            assertThat(sums.values()).as(transaction).allMatch(sum -> Math.abs(sum) < 0.0005);
        }
    }

    @Test
    void shouldBeReadByHledger() throws IOException, InterruptedException {
        for (Period period : periods()) {
            accept(ExportFormat.HLEDGER, period, "hledger", "-f", "FILE", "check", "--strict");
        }
    }

    @Test
    void shouldBeReadByBeancount() throws IOException, InterruptedException {
        for (Period period : periods()) {
            accept(ExportFormat.BEANCOUNT, period, "bean-check", "FILE");
        }
    }

    @Test
    void shouldOpenALaterPeriodWithTheBalancesBeforeIt() {
        Period tomorrow = new Period(last.plusDays(1), last.plusDays(9));
        List<String> rows = rows(ExportFormat.CSV, tomorrow);
        assertThat(rows.stream().filter(row -> row.contains(",OPENING,")).map(ExportTest::withoutDay))
                .isNotEmpty()
                .containsExactlyElementsOf(rows.stream()
                        .filter(row -> row.contains(",CLOSING,"))
                        .map(ExportTest::withoutDay)
                        .toList());
        assertThat(rows(ExportFormat.CSV, new Period(null, first.minusDays(1)))).hasSize(1);
        assertThatThrownBy(() -> new Period(first, first.minusDays(1))).hasMessageContaining("before it begins");
    }

    private static String withoutDay(String row) {
        return row.replaceFirst("[^,]*,[^,]*,[^,]*,", "");
    }

    private static List<Period> periods() {
        return List.of(
                ALL, new Period(first, null), new Period(last.plusDays(1), null), new Period(null, first.minusDays(1)));
    }

    private static List<String> rows(ExportFormat format, Period period) {
        return text(format, period).lines().toList();
    }

    private static String text(ExportFormat format, Period period) {
        StringBuilder out = new StringBuilder();
        test.billing.books().export(period, format, out);
        return out.toString();
    }

    private void accept(ExportFormat format, Period period, String... command)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(isInstalled(command[0]), command[0] + " is not installed");
        Path file = Files.writeString(folder.resolve("books"), text(format, period));
        List<String> words = Arrays.stream(command)
                .map(word -> word.equals("FILE") ? file.toString() : word)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        // A memo may be in any language.
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(period + ": " + said).isZero();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
