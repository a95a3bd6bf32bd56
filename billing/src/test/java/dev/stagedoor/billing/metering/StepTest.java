package dev.stagedoor.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresSessions;
import dev.stagedoor.billing.store.SpendGuard;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database makes of a step that comes once more, long after others. */
class StepTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
    private final UUID nodeId = TestBilling.id();
    private final List<Advance> steps = new ArrayList<>();
    private final SessionStore database =
            new PostgresSessions(new Database(DATABASE.pool(), 2, nodeId, _ -> {}), new SpendGuard(test::now));

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    /** The database, and a note of every step that it is asked to take. */
    private SessionStore noted() {
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(), new Class<?>[] {SessionStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("advance")) {
                        steps.add((Advance) arguments[0]);
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    /** In the first two minutes only captures count the row on; then the hold is extended as well. */
    @ParameterizedTest(name = "{0} minutes")
    @CsvSource({"2, 16", "5, 40"})
    void shouldChangeNothingByAStepThatWasTakenLongAgo(int minutes, long coins) {
        Metering metering = new Metering(
                noted(),
                test.billing.prices(),
                BillingConfig.defaults().metering(),
                new MeteringContext(test::now, () -> 0, TestBilling::id, nodeId, null, _ -> {}));
        metering.keeper().start();
        Quote quote = metering.quote(
                test.viewerWith(500),
                TestBilling.id(),
                new Rate(CallKind.VIDEO, TestBilling.coins(8), Increment.MINUTE));
        UUID call = TestBilling.id();
        assertThat(metering.hold(call, quote.quoteId())).isInstanceOf(HoldOutcome.Held.class);
        metering.started(call);
        for (int minute = 0; minute < minutes; minute++) {
            metering.usage(call, minute * 60_000L + 1_000);
        }
        assertThat(steps).hasSizeGreaterThanOrEqualTo(minutes);
        List<String> before = row(call);

        for (Advance step : List.copyOf(steps)) {
            assertThat(database.advance(step)).isEqualTo(new Advance.Outcome.Fenced());
        }
        assertThat(row(call)).isEqualTo(before);
        assertThat(metering.end(call, minutes * 60_000L - 59_000, EndReason.HANG_UP)
                        .charged())
                .isEqualTo(TestBilling.coins(coins));
    }

    private static List<String> row(UUID call) {
        return Sql.rows(
                DATABASE.owner(),
                "select (billable_ms, captured_minor, tick_no, extension_no, part_no)::text || (select count(*) from"
                        + " billing.transfer where session_id = '" + call
                        + "') from billing.metered_session where id = '"
                        + call + "'");
    }
}
