package dev.stagedoor.benchmarks.smoke;

import dev.stagedoor.benchmarks.api.ApiFailure;
import dev.stagedoor.benchmarks.api.ServerUnreachable;
import dev.stagedoor.benchmarks.api.StagedoorApi;
import dev.stagedoor.benchmarks.client.LibraryLogs;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code smoke}. Exit codes: 0 everything holds, 1 something does not, 2 wrong usage, 3 no server. */
@Command(
        name = "smoke",
        description = "Holds a real paid call against a running server and checks receipt and books.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class Smoke implements Callable<Integer> {
    static final int FAILED = 1;
    static final int UNREACHABLE = 3;

    /** Where the user was when the launcher changed to the project's directory. */
    private static final String FROM_PROPERTY = "stagedoor.from";

    private static final int MAX_SECONDS = 3_600;
    private static final long MILLICOINS = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before anything is called
    private CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", description = "the server (${DEFAULT-VALUE})")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--seconds", paramLabel = "N", description = "length of the call (${DEFAULT-VALUE})")
    private int seconds = 20;

    @Option(names = "--tip", paramLabel = "COINS", description = "tip in the middle of the call (${DEFAULT-VALUE})")
    private int tip = 10;

    @Option(names = "--data", paramLabel = "DIR", description = "the server's data, for its demo admin (./data)")
    private @Nullable Path data;

    @Option(names = "--admin-email", paramLabel = "EMAIL", description = "who may read the trial balance")
    private @Nullable String adminEmail;

    @Option(names = "--admin-password", paramLabel = "PASSWORD", description = "or set STAGEDOOR_ADMIN_PASSWORD")
    private @Nullable String adminPassword;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    private Smoke() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String... arguments) {
        LibraryLogs.warningsOnly();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Smoke())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    @Override
    public Integer call() {
        var terms = new PaidCall.Terms(checked(seconds, 1, MAX_SECONDS, "--seconds"), tip * MILLICOINS);
        checked(tip, 0, Integer.MAX_VALUE, "--tip");
        try {
            return run(terms);
        } catch (ServerUnreachable e) {
            complain(e.getMessage() + ". Start one with ./stagedoor up, or name it with --url.");
            return UNREACHABLE;
        } catch (ApiFailure e) {
            complain(String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    private int run(PaidCall.Terms terms) {
        var api = new StagedoorApi(url);
        api.checkReady();
        var admin = AdminSignIn.find(adminEmail, adminPassword, System.getenv(), dataDirectory())
                .orElseThrow(this::noAdmin);
        var adminAccount = api.signIn(admin.email(), admin.password());
        var call = new PaidCall(api, terms, progress()).hold();
        var books = adminAccount.trialBalance();
        var checks = Verdict.of(call, books, terms);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonReport.write(call, books, checks));
        } else {
            new TextReport(out).print(call, books, checks);
        }
        return checks.stream().allMatch(Check::ok) ? 0 : FAILED;
    }

    private Consumer<String> progress() {
        return json ? line -> {} : line -> spec.commandLine().getOut().println(line);
    }

    private Path dataDirectory() {
        return data == null
                ? Path.of("data")
                : Path.of(System.getProperty(FROM_PROPERTY, "")).resolve(data);
    }

    private ParameterException noAdmin() {
        return new ParameterException(spec.commandLine(), """
                The trial balance can be read by an admin only, and none is known.
                Give the server's data directory with --data DIR (its demo admin is in %s),
                or --admin-email and --admin-password, or set %s and %s.""".formatted(
                        dataDirectory().resolve(AdminSignIn.DEMO_ACCOUNTS),
                        AdminSignIn.EMAIL_VARIABLE,
                        AdminSignIn.PASSWORD_VARIABLE));
    }

    private int checked(int value, int minimum, int maximum, String option) {
        if (value < minimum || value > maximum) {
            throw new ParameterException(
                    spec.commandLine(), "%s %d: wanted %d to %d".formatted(option, value, minimum, maximum));
        }
        return value;
    }

    private void complain(String message) {
        spec.commandLine().getErr().println("smoke: " + message);
    }
}
