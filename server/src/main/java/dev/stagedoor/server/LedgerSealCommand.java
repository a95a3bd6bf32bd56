package dev.stagedoor.server;

import dev.stagedoor.billing.Books;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Seals now, and prints the root for keeping elsewhere. */
@Command(
        name = "seal",
        description = "Seal all transfers and print the root of the chain, to be kept outside the database.",
        mixinStandardHelpOptions = true)
final class LedgerSealCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        return new LedgerAccess(options).run(this::seal);
    }

    private int seal(Books books) {
        long sealed = books.seal().seal();
        var root = books.seal().root();
        String text = root == null ? "" : root.toString();
        if (json) {
            System.out.println("{\"sealed\":" + sealed + ",\"root\":\"" + text + "\"}");
        } else {
            System.out.println(sealed + " transfers sealed");
            System.out.println(text.isEmpty() ? "there is nothing to seal yet" : "root " + text);
        }
        System.out.flush();
        return 0;
    }
}
