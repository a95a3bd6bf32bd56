package dev.stagedoor.server;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an auditor does with the books, beside a running server or without one. */
@Command(
        name = "ledger",
        description = "Check, seal or export the ledger.",
        mixinStandardHelpOptions = true,
        subcommands = {LedgerCheckCommand.class, LedgerSealCommand.class, LedgerExportCommand.class})
final class LedgerCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before anything is called
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "ledger what? There are: check, seal, export");
    }
}
