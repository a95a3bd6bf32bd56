package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.alerts.AlertReceiver;
import dev.stagedoor.server.database.TestData;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever runs the house is told what its nightly work finds: the whole server, and a receiver that is unwell at first. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ToldAlertTest {
    private static final String FOUND =
            "insert into billing.reconciliation_report (run_at, check_name, status, found, samples, duration_ms) values (now(), 'seal', 'FAILURE', 2, '{}', 1)";

    @TempDir
    private Path folder;

    @Test
    void comesAgainUnderTheSameIdUntilItIsTaken() throws Exception {
        Path data = TestData.in(folder, "data");
        try (AlertReceiver receiver = new AlertReceiver()) {
            receiver.status = 503;
            Map<String, String> told = Map.of(
                    "alerts.webhook", receiver.address(), "alerts.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
            try (MailHouse house = MailHouse.with(folder, data, told)) {
                house.execute(FOUND);
                AlertReceiver.Post first = receiver.next();
                assertThat(first.body()).contains("books_differ", "Reconciliation, seal: 2 found", "live.example.org");
                house.until("exists (select from billing.alert where last_error = 'it answers 503')");
                receiver.status = 200;
                house.execute("update billing.alert set due_at = now()");
                AlertReceiver.Post second = receiver.next();
                assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
                assertThat(second.body()).isEqualTo(first.body());
                house.until("not exists (select from billing.alert where due_at is not null)");
            }
            assertThat(receiver.waiting()).isZero();
        }
    }
}
