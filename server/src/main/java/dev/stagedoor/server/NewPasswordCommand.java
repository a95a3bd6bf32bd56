package dev.stagedoor.server;

import dev.stagedoor.signaling.AccountRescue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** For somebody who has forgotten the password. */
@Command(
        name = "new-password",
        description = "Give a person another password, which is printed; all sessions end.",
        mixinStandardHelpOptions = true)
final class NewPasswordCommand implements Callable<Integer> {
    @Mixin
    private LockedAccount account = new LockedAccount();

    @Override
    public Integer call() {
        return account.open(NewPasswordCommand::replace);
    }

    private static int replace(AccountRescue rescue, String email) {
        String password = rescue.newPassword(email);
        if (password == null) {
            return LockedAccount.unknown();
        }
        System.out.println("The password is now " + password
                + "\nIt is told here only, and all sessions have ended. A second factor is asked for as before.");
        return 0;
    }
}
