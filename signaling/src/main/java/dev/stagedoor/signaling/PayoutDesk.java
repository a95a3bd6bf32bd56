package dev.stagedoor.signaling;

import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What payees have earned and how it is paid out: the port to billing. Methods may block. */
public interface PayoutDesk {
    /** A payee's money now. */
    Summary summary(Earner earner);

    /** Payouts, newest first; null does not filter. */
    Page<Payout> payouts(@Nullable UUID payeeId, @Nullable String state, @Nullable String cursor, int limit);

    /** One payout and what happened to it, null if there is none. */
    @Nullable
    History history(UUID payoutId);

    /**
     * A performer or an agency asks for money.
     *
     * @param amount null for as much as is available and the caps allow
     * @param idempotencyKey of the earner's own; the same key is the same payout
     */
    Outcome request(Earner earner, @Nullable Money amount, SecondFactor factor, String idempotencyKey);

    /** Where somebody is paid; a change has to be verified again. */
    void setAccount(UUID payeeId, BankAccount account);

    /** How often somebody is paid without asking. */
    void setSchedule(UUID payeeId, Schedule schedule);

    /** Somebody of the house acts on a payout. */
    Acted act(UUID payoutId, Action action, UUID person, String reason);

    /** Proposes to somebody else what became of a payout that its provider does not say clearly. */
    Settling proposeSettlement(UUID proposalId, UUID payoutId, boolean paid, String reason, UUID proposer);

    /** Payees with a bank account or a review, those who wait for one first. */
    List<Payee> payees(int limit);

    /** Somebody of the house has looked at a payee's papers. */
    Ruled review(UUID payeeId, Review review, UUID person);

    /** Stops all payouts of a payee, or lets them go on. */
    Ruled setFrozen(UUID payeeId, boolean frozen, UUID person, String reason);

    /** Every tax rule and which one is applied. */
    TaxRules taxRules();

    /** Proposes a version of a tax rule to somebody else. */
    TaxRuleTaken proposeTaxRule(UUID proposalId, NewTaxRule rule, String reason, UUID proposer);

    /** How many payouts wait to be taken to the bank in a file. */
    int waitingForBankFile();

    /** A new file of them, null if none waits. */
    @Nullable
    BankFile exportBankFile();

    /** A month's statement of earnings. */
    Paper statement(UUID payeeId, String name, YearMonth month, PaperFormat format);

    /** The paper of the tax year that begins in that calendar year. */
    Paper taxPaper(UUID payeeId, String name, int year, PaperFormat format);

    /** Whether nobody is paid without a second factor. */
    boolean needsSecondFactor();

    /** Who earns: a performer, or an agency, which has accounts of its own. */
    record Earner(UUID id, boolean agency) {}

    /** What a person has shown beside the password. */
    enum SecondFactor {
        FRESH,
        MISSING,
        NOT_SET_UP,
        NOT_REQUIRED
    }

    /** How a paper is written. */
    enum PaperFormat {
        PDF,
        CSV
    }

    /** A file to keep. Never compared, so the array is no trap. */
    @SuppressWarnings("ArrayRecordComponent")
    record Paper(String fileName, String contentType, byte[] content) {}

    /** How often a payee is paid without asking. */
    enum Schedule {
        ON_REQUEST,
        DAILY,
        WEEKLY
    }

    /** What can be done with a payout. {@code PAID} and {@code RETURNED} are of payouts by the bank's file. */
    enum Action {
        APPROVE,
        HOLD,
        CALL_OFF,
        CHECK,
        PAID,
        RETURNED
    }

    /** A bank account as it was given. */
    record BankAccount(String holder, String accountNumber, String bankCode) {
        @Override
        public String toString() {
            return "BankAccount[…]";
        }
    }

    /** The same with all but the number's end hidden. */
    record ShownAccount(String holder, String maskedNumber, String bankCode) {}

    /**
     * A payee's money.
     *
     * @param becoming when how much of what is pending becomes available, soonest first
     * @param inTransit asked for and not yet paid
     * @param days the last seven, oldest first
     */
    record Summary(
            Money pending,
            List<Becoming> becoming,
            Money available,
            Money reserve,
            Money frozen,
            Money inTransit,
            Money paid,
            Money withheld,
            Money today,
            Money week,
            Money month,
            Money total,
            List<Day> days,
            Standing standing,
            Terms terms) {
        public Summary {
            becoming = List.copyOf(becoming);
            days = List.copyOf(days);
        }
    }

    /** An amount and from when on it can be withdrawn. */
    record Becoming(Instant availableAt, Money amount) {}

    /** One day of work. */
    record Day(LocalDate date, Money earned, long calls, long gifts) {}

    /**
     * What stands between a payee and the money.
     *
     * @param rejection why a reviewer turned the payee down, null if none did
     * @param account null if none was named
     */
    record Standing(
            boolean verified,
            @Nullable String rejection,
            boolean frozen,
            Schedule schedule,
            @Nullable ShownAccount account) {}

    /** The caps in force. */
    record Terms(Money minimum, Money dayCap, Money monthCap) {}

    /** One payout; {@code net} is what arrives. */
    record Payout(
            UUID id,
            UUID payeeId,
            String origin,
            int attempt,
            Money gross,
            Money withheld,
            Money net,
            String state,
            String provider,
            String providerRef,
            String reason,
            boolean retryable,
            Instant requestedAt,
            @Nullable Instant sentAt,
            @Nullable Instant endedAt) {}

    /** A payout and its steps in order. */
    record History(Payout payout, List<Step> steps) {
        public History {
            steps = List.copyOf(steps);
        }
    }

    /** @param actor a person's id, or a word for the machine */
    record Step(String state, String actor, String reason, Instant at) {}

    /** How asking for money ended. */
    sealed interface Outcome {
        record Accepted(Payout payout) implements Outcome {}

        record BelowMinimum(Money minimum) implements Outcome {}

        record NotEnough(Money available) implements Outcome {}

        record DayCap(Money cap, Money left) implements Outcome {}

        record MonthCap(Money cap, Money left) implements Outcome {}

        /** @param reason empty if nobody has looked yet */
        record NotVerified(String reason) implements Outcome {}

        record NoAccount() implements Outcome {}

        record SecondFactorNeeded(boolean setUp) implements Outcome {}

        record Frozen() implements Outcome {}

        record TaxTakesAll(Money withheld) implements Outcome {}

        /** @param payable beside what was earned by test payments */
        record TestMoney(Money test, Money payable) implements Outcome {}

        record Conflict() implements Outcome {}

        record WrongCurrency() implements Outcome {}
    }

    /** How acting on a payout ended. */
    sealed interface Acted {
        record Done(History history) implements Acted {}

        /** It has gone too far for that. */
        record TooLate(String state) implements Acted {}

        /** Whoever is paid by it cannot decide on it. */
        record OwnCase() implements Acted {}

        /** What looks like fraud is decided on first. */
        record Flagged() implements Acted {}

        record Missing() implements Acted {}
    }

    /** How a decision about a payee was taken. */
    enum Ruled {
        DONE,
        /** It was so already. */
        UNCHANGED,
        /** Nobody decides about themselves. */
        OWN_CASE
    }

    /** How a proposal to settle a payout was taken. */
    sealed interface Settling {
        /** Somebody else has to approve it. */
        record Proposed(ApprovalDesk.Approval approval) implements Settling {}

        record Missing() implements Settling {}

        /** It was not sent yet, or its end is known. */
        record NotOpen(String state) implements Settling {}

        /** It is in a bank's file, where one says line by line what the bank did. */
        record ByBankFile() implements Settling {}

        /** The id was used before for something else. */
        record Conflict() implements Settling {}
    }

    /** A payee as a reviewer sees one. */
    record Payee(
            UUID payeeId,
            @Nullable ShownAccount account,
            boolean verified,
            boolean waiting,
            @Nullable Reviewed review,
            boolean frozen,
            String frozenReason,
            Money available) {}

    /** @param taxIdTail the last characters of the tax number that was seen, empty if there was none */
    record Review(boolean verified, String taxIdTail, String reason) {}

    /** A review that was made; {@code reviewer} is a person's id. */
    record Reviewed(boolean verified, String taxIdTail, String reason, String reviewer, Instant at) {}

    /** A file for the bank, CSV. */
    record BankFile(UUID batchId, int payouts, String csv) {}

    /** @param inForce null if the site's preset has no rule for today */
    record TaxRules(String preset, @Nullable TaxRule inForce, List<TaxRule> rules) {
        public TaxRules {
            rules = List.copyOf(rules);
        }
    }

    /** One version of a tax rule. */
    record TaxRule(
            String preset,
            int version,
            String jurisdiction,
            String section,
            int rateBasisPoints,
            int noIdRateBasisPoints,
            Money threshold,
            String onCross,
            String taxPoint,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /**
     * A version of a tax rule that somebody wants.
     *
     * @param baseVersion the newest version when it was made
     * @param onCross EXCESS or ENTIRE
     * @param validTo the last day, null while it holds
     */
    record NewTaxRule(
            String preset,
            int baseVersion,
            String section,
            int rateBasisPoints,
            int noIdRateBasisPoints,
            long thresholdMinor,
            String onCross,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /** How a proposal of a tax rule was taken. */
    sealed interface TaxRuleTaken {
        /** Somebody else has to approve it. */
        record Proposed(ApprovalDesk.Approval approval) implements TaxRuleTaken {}

        /** @param why in words for people */
        record Refused(String why) implements TaxRuleTaken {}

        /** It was made from a version that is not the newest any more. */
        record Outdated(int newestVersion) implements TaxRuleTaken {}

        /** The id was used before for something else. */
        record Conflict() implements TaxRuleTaken {}
    }
}
