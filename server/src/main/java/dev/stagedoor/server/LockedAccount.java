package dev.stagedoor.server;

import dev.stagedoor.signaling.AccountRescue;
import java.time.InstantSource;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** An account that its owner cannot get into any more: which one a command is about, and the way to it. */
final class LockedAccount {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Parameters(paramLabel = "EMAIL", description = "Address of the account.")
    private String email = "";

    /** Does the work, which is given the address and returns the exit code. */
    int open(ToIntBiFunction<AccountRescue, String> work) {
        return new AccountAccess(options)
                .run(accounts -> work.applyAsInt(new AccountRescue(accounts, InstantSource.system()), email));
    }

    /** Says that there is nothing to open; exit code 1. */
    static int unknown() {
        return AccountAccess.refused("There is no account with this address.");
    }
}
