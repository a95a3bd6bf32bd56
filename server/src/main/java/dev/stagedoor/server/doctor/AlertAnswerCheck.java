package dev.stagedoor.server.doctor;

import dev.stagedoor.server.alerts.AlertConfig;
import dev.stagedoor.server.alerts.AlertWebhook;
import java.time.InstantSource;
import java.util.List;

/** Whether the receiver of alerts answers; posts nothing. */
final class AlertAnswerCheck implements Check {
    private final AlertConfig config;

    AlertAnswerCheck(AlertConfig config) {
        this.config = config;
    }

    @Override
    public List<Finding> run() {
        try (AlertWebhook webhook = new AlertWebhook(config, InstantSource.system())) {
            return List.of(webhook.silence()
                    .map(
                            why -> Finding.warning(
                                    AlertCheck.NAME,
                                    config + ": " + why,
                                    "see whether the receiver runs and this machine reaches it; until then alerts wait, and after four days are given up"))
                    .orElseGet(() -> Finding.ok(AlertCheck.NAME, config + " answers")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Finding.warning(AlertCheck.NAME, config + " was not waited for", "look again"));
        }
    }
}
