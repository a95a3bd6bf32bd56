package dev.stagedoor.server;

import dev.stagedoor.signaling.AccountRescue;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** For somebody who has lost the authenticator and every recovery code. */
@Command(
        name = "remove-second-factor",
        description = "Take a lost second factor away from a person, whose sessions end; the password stays.",
        mixinStandardHelpOptions = true)
final class SecondFactorCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Parameters(paramLabel = "EMAIL", description = "Address of the account.")
    private String email = "";

    @Override
    public Integer call() {
        return new AccountAccess(options).run(this::remove);
    }

    private int remove(DataSource accounts) {
        return switch (new AccountRescue(accounts, InstantSource.system()).removeSecondFactor(email)) {
            case REMOVED -> {
                System.out.println(
                        "The second factor is gone and all sessions have ended. Sign in with the password alone.");
                yield 0;
            }
            case NOT_SET_UP -> AccountAccess.refused("There is no second factor on this account.");
            case NO_SUCH_ACCOUNT -> AccountAccess.refused("There is no account with this address.");
        };
    }
}
