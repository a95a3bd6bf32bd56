package dev.stagedoor.benchmarks.smoke;

import dev.stagedoor.benchmarks.api.Account.Wallet;
import dev.stagedoor.benchmarks.api.Receipt;
import dev.stagedoor.benchmarks.client.Connected;
import dev.stagedoor.benchmarks.client.media.MediaStats;

/**
 * What both sides of a finished call saw.
 *
 * @param activeMs from the first news of media both ways to the news of the end, by our own clock
 * @param before the viewer's coins when the call was requested
 * @param after the viewer's coins when it was settled
 */
record CallRecord(String callId, long activeMs, Side viewer, Side performer, Wallet before, Wallet after) {
    /** @param meterEvents how many {@code call.meter} came */
    record Side(Connected path, MediaStats media, long meterEvents, Receipt receipt) {}

    /** What left the viewer's wallet, in minor units. */
    long spent() {
        return before.available().amountMinor() - after.available().amountMinor();
    }
}
