package dev.stagedoor.billing.random;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.payouts.Destination;
import dev.stagedoor.billing.payouts.PayoutOutcome;
import dev.stagedoor.billing.payouts.Payouts;
import dev.stagedoor.billing.payouts.SandboxAccount;
import dev.stagedoor.billing.payouts.SecondFactor;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Performers ask for what they have earned. Banks pay one, refuse another at once or later, and of some nobody knows for a
 * while; the last performer has no papers. What failed is theirs again, the tax included, and counts for no cap.
 */
final class RandomPayouts {
    private static final List<SandboxAccount> BANKS = List.of(
            SandboxAccount.PAYS,
            SandboxAccount.FAILS,
            SandboxAccount.FAILS_LATE,
            SandboxAccount.SILENT,
            SandboxAccount.PAYS);
    private static final Set<String> ENDS = Set.of("CONFIRMED", "FAILED");

    private final Scene scene;
    private final Map<UUID, SandboxAccount> banks = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    /** A payout; its state is what was seen of it last. */
    private static final class Asked {
        final UUID payoutId;
        final UUID payee;
        final String key;
        final LocalDate day;
        final long grossMinor;
        final long taxableMinor;
        String state = "APPROVED";

        Asked(UUID payoutId, UUID payee, String key, LocalDate day, long grossMinor, long taxableMinor) {
            this.payoutId = payoutId;
            this.payee = payee;
            this.key = key;
            this.day = day;
            this.grossMinor = grossMinor;
            this.taxableMinor = taxableMinor;
        }

        boolean isLive() {
            return !state.equals("FAILED");
        }
    }

    RandomPayouts(Scene scene) {
        this.scene = scene;
        for (int i = 0; i < BANKS.size(); i++) {
            UUID payee = scene.performers.get(i);
            SandboxAccount bank = BANKS.get(i);
            payouts().setDestination(payee, new Destination("Asha Rao", bank.number(), "TEST0000001"));
            payouts().verify(payee, "234F", "admin", "papers seen");
            banks.put(payee, bank);
        }
    }

    String request() {
        observe();
        UUID payee = scene.pick(scene.performers);
        long available = scene.sums("""
                select owner_ref, balance from billing.account_balance where kind = 'creator.available'""").getOrDefault(payee, 0L);
        long gross = 50L + scene.random.nextInt((int) Math.min(available, Scene.PAYOUTS.dayCapMinor()) + 500);
        String key = id().toString();
        LocalDate day = LocalDate.ofInstant(scene.test.now(), Scene.ZONE);
        long taxable = taxable(payee, day, gross);
        boolean expected = banks.containsKey(payee)
                && gross >= Scene.PAYOUTS.minimumMinor()
                && gross <= available
                && gross <= Scene.PAYOUTS.dayCapMinor() - sum(payee, each -> each.day.equals(day))
                && gross <= Scene.PAYOUTS.monthCapMinor() - sum(payee, each -> isSameMonth(each.day, day));
        PayoutOutcome outcome = scene.asking(() -> payouts().request(payee, false, gross, SecondFactor.FRESH, key));
        assertThat(outcome instanceof PayoutOutcome.Accepted)
                .as("payout of %d of %d: %s", gross, available, outcome)
                .isEqualTo(expected);
        if (outcome instanceof PayoutOutcome.Accepted accepted) {
            assertThat(accepted.payout().withheldMinor()).isEqualTo(TaxOfTheModel.tax(taxable));
            asked.add(new Asked(accepted.payout().id(), payee, key, day, gross, taxable));
        }
        return "payout of " + gross + ", taken: " + expected;
    }

    /** The same request once more. */
    String requestAgain() {
        if (asked.isEmpty()) {
            return "no payout";
        }
        Asked payout = asked.getLast();
        assertThat(scene.asking(() ->
                        payouts().request(payout.payee, false, payout.grossMinor, SecondFactor.FRESH, payout.key)))
                .isInstanceOfSatisfying(PayoutOutcome.Accepted.class, same -> {
                    assertThat(same.repeated()).isTrue();
                    assertThat(same.payout().id()).isEqualTo(payout.payoutId);
                });
        return "payout asked for again";
    }

    /** What became of them meanwhile: what is paid or has failed stays so, and each ends as its bank does. */
    void observe() {
        Map<UUID, String> states = new HashMap<>();
        for (String row : Sql.rows(scene.database, "select id || ' ' || state from billing.payout")) {
            String[] parts = row.split(" ", -1);
            states.put(UUID.fromString(parts[0]), parts[1]);
        }
        assertThat(states).hasSameSizeAs(asked);
        for (Asked payout : asked) {
            String now = states.getOrDefault(payout.payoutId, "missing");
            if (ENDS.contains(payout.state)) {
                assertThat(now).as("payout to %s", banks.get(payout.payee)).isEqualTo(payout.state);
            }
            boolean fails = banks.get(payout.payee) == SandboxAccount.FAILS
                    || banks.get(payout.payee) == SandboxAccount.FAILS_LATE;
            assertThat(now).isNotEqualTo(fails ? "CONFIRMED" : "FAILED");
            payout.state = now;
        }
    }

    private long taxable(UUID payee, LocalDate day, long gross) {
        Predicate<Asked> sameYear = each -> TaxOfTheModel.yearOf(each.day) == TaxOfTheModel.yearOf(day);
        long taxed = live(payee)
                .filter(sameYear)
                .mapToLong(each -> each.taxableMinor)
                .sum();
        return TaxOfTheModel.taxable(sum(payee, sameYear), taxed, gross);
    }

    private long sum(UUID payee, Predicate<Asked> which) {
        return live(payee).filter(which).mapToLong(each -> each.grossMinor).sum();
    }

    private Stream<Asked> live(UUID payee) {
        return asked.stream().filter(each -> each.payee.equals(payee) && each.isLive());
    }

    private static boolean isSameMonth(LocalDate one, LocalDate other) {
        return YearMonth.from(one).equals(YearMonth.from(other));
    }

    private Payouts payouts() {
        return scene.test.billing.payDesk().payouts();
    }
}
