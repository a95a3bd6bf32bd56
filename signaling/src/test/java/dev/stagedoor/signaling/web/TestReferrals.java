package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.ReferralDesk;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** A desk that hears of newcomers, and fails once at the code that the test wants. */
final class TestReferrals implements ReferralDesk {
    final BlockingQueue<Newcomer> heard = new LinkedBlockingQueue<>();
    final Semaphore failed = new Semaphore(0);
    volatile String failing = "";

    @Override
    public Standing standing(UUID performerId) {
        return new Standing("7KQ2M9XA", 500, 30, 180, 12, new Money(419, "INR"), new Money(8_380, "INR"));
    }

    @Override
    public void joined(Newcomer newcomer) {
        if (newcomer.code().equals(failing)) {
            failing = "";
            failed.release();
            throw new IllegalStateException("billing is away");
        }
        heard.add(newcomer);
    }
}
