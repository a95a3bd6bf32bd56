package dev.stagedoor.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./stagedoor up} and its sisters. */
@Command(
        name = "stagedoor",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            ConfigCommand.class,
            LedgerCommand.class,
            DoctorCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            HouseCommand.class,
            NewPasswordCommand.class,
            SecondFactorCommand.class
        })
public final class Main {
    private Main() {}

    /** Exit codes: 0 done, 1 could not start or found a failure, 2 wrong usage or settings. */
    static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
