package dev.stagedoor.billing.payments;

import java.util.Map;

/**
 * A webhook that a provider sends by HTTP POST.
 *
 * @param headers names in lower case
 * @param delayMs how long after the payment it is sent
 */
public record SignedWebhook(Map<String, String> headers, String body, long delayMs) {
    public SignedWebhook {
        headers = Map.copyOf(headers);
    }
}
