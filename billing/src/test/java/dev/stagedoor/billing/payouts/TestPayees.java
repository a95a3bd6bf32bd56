package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresSandboxPayouts;
import java.util.UUID;

/** Payees and providers that only one test needs. */
final class TestPayees {
    private TestPayees() {}

    static UUID with(PayoutBench bench, String holder, long availableMinor) {
        UUID payee = TestBilling.id();
        bench.payouts.setDestination(payee, new Destination(holder, "000123", "TEST0000001"));
        bench.payouts.verify(payee, "", "admin", "papers seen");
        bench.money.makeAvailable(payee, availableMinor);
        return payee;
    }

    static SandboxPayouts sandbox(FreshDatabase database, PayoutBench bench) {
        return new SandboxPayouts(
                new PostgresSandboxPayouts(new Database(database.pool(), 2, UUID.randomUUID(), _ -> {})),
                bench.clock::get);
    }
}
