package dev.stagedoor.billing.payouts;

import java.time.Duration;
import java.util.Arrays;

/** The bank accounts of the sandbox, each a thing that real payouts have done. */
public enum SandboxAccount {
    PAYS("000000000001", "Paid after two seconds"),
    FAILS("000000000002", "Refused at once: the account is closed"),
    FAILS_LATE("000000000003", "Taken, and failed after 30 seconds"),
    SILENT("000000000004", "Paid, but the answer is lost on the way");

    static final Duration PAYS_AFTER = Duration.ofSeconds(2);
    static final Duration FAILS_AFTER = Duration.ofSeconds(30);

    private final String number;
    private final String label;

    SandboxAccount(String number, String label) {
        this.number = number;
        this.label = label;
    }

    /** What a tester types. */
    public String number() {
        return number;
    }

    /** What it does. */
    public String label() {
        return label;
    }

    /** The account of that number; any other number pays. */
    static SandboxAccount of(String number) {
        return Arrays.stream(values())
                .filter(account -> account.number.equals(number))
                .findFirst()
                .orElse(PAYS);
    }
}
