package dev.stagedoor.build.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./stagedoor audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 2,
        sortOptions = false,
        description = "Compares what is shipped, and what it is built with, with lists of known vulnerabilities.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing is affected, or all of it is waived",
            "1:something is affected",
            "2:a list is missing or cannot be read"
        })
public final class Audit implements Callable<Integer> {
    @Option(names = "--home", hidden = true, required = true)
    private Path home = Path.of("");

    @Option(
            names = "--advisories",
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "advisories of the OSV schema beside the recorded ones: JSON files, folders, OSV's all.zip")
    private List<Path> sources = List.of();

    @Option(names = "--shipped", description = "leave out what only builds and tests")
    private boolean shippedOnly;

    @Option(names = "--record", description = "keep what --advisories says of our packages in the recorded list")
    private boolean record;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;

    Audit(Clock clock) {
        this.clock = clock;
    }

    /** Entry point; arguments as {@code --help} says. */
    public static void main(String[] args) {
        System.exit(commandLine(Clock.systemUTC()).execute(args));
    }

    static CommandLine commandLine(Clock clock) {
        return new CommandLine(new Audit(clock)).setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof UnusableInput) {
                command.getErr().println("stagedoor audit: " + exception.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            throw exception;
        });
    }

    @Override
    public Integer call() throws IOException {
        Path room = home.resolve("config/advisories");
        Path recorded = room.resolve("recorded.json");
        LocalDate today = LocalDate.now(clock);
        Collection<Component> components = components();
        AdvisoryList former = new AdvisoryList(components);
        former.add(recorded);
        AdvisoryList advisories = new AdvisoryList(components);
        advisories.add(recorded);
        Set<Ecosystem> renewed = EnumSet.noneOf(Ecosystem.class);
        for (Path source : sources) {
            renewed.addAll(advisories.add(source));
        }
        if (record) {
            if (sources.isEmpty() || shippedOnly) {
                throw new UnusableInput(
                        "--record keeps what --advisories says of all packages: give that, and no --shipped");
            }
            Files.writeString(recorded, new Recorder().text(former, advisories, renewed, today));
        }
        Review review = Review.of(components, advisories.all(), Waiver.read(room.resolve("waivers.json")), today);
        Report report = new Report(review, components.size(), advisories.all().size(), former.keptUntil());
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json() : report.text());
        out.flush();
        return review.ok() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Collection<Component> components() throws IOException {
        Inventory inventory = new Inventory();
        Path lists = home.resolve("target/sbom");
        inventory.addBillOfMaterials(lists.resolve("stagedoor-java.cdx.json"), true);
        inventory.addBillOfMaterials(lists.resolve("stagedoor-web.cdx.json"), true);
        if (!shippedOnly) {
            inventory.addBillOfMaterials(home.resolve("target/audit/java-with-tests.cdx.json"), false);
            inventory.addLockFile(home.resolve("package-lock.json"));
        }
        return inventory.components();
    }
}
