package dev.stagedoor.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.server.database.ConnectionPool;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.signaling.AccountRescue;
import java.time.InstantSource;
import java.util.concurrent.Callable;
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
        return new DatabaseAccess(options).run(this::remove);
    }

    private int remove(DatabaseAddress address) {
        try (HikariDataSource pool = ConnectionPool.openPatient("rescue", address, 1, null)) {
            return switch (new AccountRescue(pool, InstantSource.system()).removeSecondFactor(email)) {
                case REMOVED -> {
                    System.out.println(
                            "The second factor is gone and all sessions have ended. Sign in with the password alone.");
                    yield 0;
                }
                case NOT_SET_UP -> refused("There is no second factor on this account.");
                case NO_SUCH_ACCOUNT -> refused("There is no account with this address.");
            };
        }
    }

    private static int refused(String why) {
        System.err.println("stagedoor: " + why);
        return 1;
    }
}
