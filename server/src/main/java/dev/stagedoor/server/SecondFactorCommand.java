package dev.stagedoor.server;

import dev.stagedoor.signaling.AccountRescue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** For somebody who has lost the authenticator and every recovery code. */
@Command(
        name = "remove-second-factor",
        description = "Take a lost second factor away from a person, whose sessions end; the password stays.",
        mixinStandardHelpOptions = true)
final class SecondFactorCommand implements Callable<Integer> {
    @Mixin
    private LockedAccount account = new LockedAccount();

    @Override
    public Integer call() {
        return account.open(SecondFactorCommand::remove);
    }

    private static int remove(AccountRescue rescue, String email) {
        return switch (rescue.removeSecondFactor(email)) {
            case REMOVED -> {
                System.out.println(
                        "The second factor is gone and all sessions have ended. Sign in with the password alone.");
                yield 0;
            }
            case NOT_SET_UP -> AccountAccess.refused("There is no second factor on this account.");
            case NO_SUCH_ACCOUNT -> LockedAccount.unknown();
        };
    }
}
