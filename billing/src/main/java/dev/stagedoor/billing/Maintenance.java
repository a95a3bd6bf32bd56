package dev.stagedoor.billing;

import dev.stagedoor.billing.audit.Jobs;
import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.metering.SessionKeeper;
import dev.stagedoor.billing.payments.AutoTopUps;
import dev.stagedoor.billing.store.Housekeeping;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done while nobody asks, in five parts that want a thread each: neither a long job nor a slow payment
 * provider may keep leases from being renewed, nor a database that does not answer what is delivered from being kept. A part does only what is due, and nothing while another thread is at it; what
 * the database refuses is left for the next time.
 */
public final class Maintenance {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    private final SessionKeeper keeper;
    private final Housekeeping housekeeping;
    private final Runnable refresh;
    private final AutoTopUps autoTopUps;
    private final Runnable questions;
    private final Jobs jobs;
    private final OneAtATime upkeep = new OneAtATime();
    private final OneAtATime topUpsUnderWay = new OneAtATime();
    private final OneAtATime questionsUnderWay = new OneAtATime();
    private final OneAtATime jobsUnderWay = new OneAtATime();

    /**
     * @param refresh takes in what was changed on another node
     * @param questions asks providers about orders that their buyers wait for
     */
    Maintenance(
            SessionKeeper keeper,
            Housekeeping housekeeping,
            Runnable refresh,
            AutoTopUps autoTopUps,
            Runnable questions,
            Jobs jobs) {
        this.keeper = keeper;
        this.housekeeping = housekeeping;
        this.refresh = refresh;
        this.autoTopUps = autoTopUps;
        this.questions = questions;
        this.jobs = jobs;
    }

    /** The parts, each to be called about once a second. */
    public List<Runnable> parts() {
        return List.of(this::runUpkeep, keeper::keepAside, this::runTopUps, this::runQuestions, this::runJobs);
    }

    /**
     * Heartbeats, lease renewal, recovery of dead nodes' sessions, folding of balances, delivery of news, other nodes' price
     * lists and memberships.
     */
    public void runUpkeep() {
        upkeep.run(() -> {
            OneByOne parts = new OneByOne(LOG, "upkeep:");
            parts.did("sessions", keeper::run);
            parts.did("balances and news", housekeeping::run);
            parts.did("what other nodes changed", refresh);
        });
    }

    /** Coins that buy themselves for those whose wallets have changed; waits for payment providers. */
    public void runTopUps() {
        topUpsUnderWay.run(autoTopUps::run);
    }

    /** Orders whose buyers wait for word that they are paid; waits for payment providers. */
    public void runQuestions() {
        questionsUnderWay.run(questions);
    }

    /** Jobs that are due; one may take longer than a lease lasts. */
    public void runJobs() {
        jobsUnderWay.run(jobs::run);
    }
}
