package dev.stagedoor.benchmarks.load.process;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Puts together the command lines of processes that are pinned to cores and, where wanted, live in a network namespace. */
public final class Launcher {
    private static final long PROBE_SECONDS = 10;

    private final List<String> prefix;

    private Launcher(List<String> prefix) {
        this.prefix = List.copyOf(prefix);
    }

    /**
     * A launcher for these cores.
     *
     * @throws LoadFailure if processes cannot be pinned to them
     */
    public static Launcher pinnedTo(Cpus cpus) {
        var pin = List.of("taskset", "-c", cpus.toString());
        var probe = new ArrayList<>(pin);
        probe.add("true");
        try {
            var process = new ProcessBuilder(probe).redirectErrorStream(true).start();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new LoadFailure(
                        "processes cannot be pinned to the cores " + cpus + "; this machine has " + Cpus.allowed());
            }
        } catch (IOException e) {
            throw new LoadFailure(
                    "needs taskset to pin processes to cores. Install your system's package 'util-linux'.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
        return new Launcher(pin);
    }

    /** The same in a network namespace. */
    public Launcher in(String namespace) {
        var longer = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        longer.addAll(prefix);
        return new Launcher(longer);
    }

    /** The command line of any program. */
    public List<String> program(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** The command line of a JVM like this one: same class path, same flags, and these besides. */
    public List<String> java(List<String> flags, Class<?> main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-XX:") || flag.startsWith("--"))
                .forEach(command::add);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return program(command);
    }
}
