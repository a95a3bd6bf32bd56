package dev.stagedoor.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs everything until it is told to stop. */
@Command(name = "up", description = "Run the server.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
