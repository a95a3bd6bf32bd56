package dev.stagedoor.server;

import dev.stagedoor.signaling.AccountRescue;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** For somebody who has forgotten the password. */
@Command(
        name = "new-password",
        description = "Give a person another password, which is printed; all sessions end.",
        mixinStandardHelpOptions = true)
final class NewPasswordCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Parameters(paramLabel = "EMAIL", description = "Address of the account.")
    private String email = "";

    @Override
    public Integer call() {
        return new AccountAccess(options).run(this::replace);
    }

    private int replace(DataSource accounts) {
        String password = new AccountRescue(accounts, InstantSource.system()).newPassword(email);
        if (password == null) {
            return AccountAccess.refused("There is no account with this address.");
        }
        System.out.println("The password is now " + password
                + "\nIt is told here only, and all sessions have ended. A second factor is asked for as before.");
        return 0;
    }
}
