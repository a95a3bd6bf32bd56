package dev.stagedoor.server.doctor;

import dev.stagedoor.server.alerts.AlertConfig;
import dev.stagedoor.server.config.AlertKeys;
import dev.stagedoor.server.config.Settings;
import java.util.List;

/** Whether what is said of the receiver of alerts makes sense. Asks nobody. */
final class AlertCheck implements Check {
    static final String NAME = "alerts";

    private final Settings settings;

    AlertCheck(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> run() {
        boolean secret = !settings.get(AlertKeys.SECRET).isEmpty();
        if (settings.get(AlertKeys.WEBHOOK).isEmpty()) {
            return List.of(
                    secret
                            ? Finding.failure(
                                    NAME,
                                    "alerts.secret is set, and alerts.webhook is not",
                                    "set alerts.webhook to the receiver's address, or neither")
                            : Finding.ok(NAME, "no receiver; alerts are for Prometheus alone"));
        }
        if (!secret) {
            return List.of(Finding.failure(
                    NAME,
                    "alerts.webhook is set, and alerts.secret is not",
                    "set alerts.secret as at the receiver; a new one: echo whsec_$(openssl rand -base64 32)"));
        }
        try {
            AlertConfig config = AlertConfig.of(settings);
            return List.of(Finding.ok(NAME, "alerts are posted to " + config));
        } catch (IllegalArgumentException e) {
            return List.of(
                    Finding.failure(
                            NAME,
                            String.valueOf(e.getMessage()),
                            "let alerts.webhook be https://…, and alerts.secret what echo whsec_$(openssl rand -base64 32) prints"));
        }
    }
}
