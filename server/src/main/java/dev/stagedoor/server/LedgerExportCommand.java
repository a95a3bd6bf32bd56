package dev.stagedoor.server;

import dev.stagedoor.billing.Books;
import dev.stagedoor.billing.audit.ExportFormat;
import dev.stagedoor.billing.audit.Period;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the journal for other programs. */
@Command(
        name = "export",
        description = "Write the journal for a spreadsheet, hledger or Beancount.",
        mixinStandardHelpOptions = true)
final class LedgerExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before anything is called
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Option(names = "--format", required = true, description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // required
    private ExportFormat format;

    @Option(names = "--from", paramLabel = "DAY", description = "First day, in UTC, for example 2026-04-01.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, in UTC.")
    private @Nullable LocalDate to;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write; standard output by default.")
    private @Nullable Path output;

    @Override
    public Integer call() {
        Period period;
        try {
            period = new Period(from, to);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--from and --to: " + e.getMessage(), e);
        }
        return new LedgerAccess(options).run(books -> export(books, period));
    }

    private int export(Books books, Period period) throws IOException {
        if (output == null) {
            // Not closed: standard output is not ours.
            Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
            books.export(period, format, out);
            out.flush();
            return 0;
        }
        Path file = SettingsOptions.fromWhereTyped(output);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder + " to write into");
        }
        try (Writer out = Files.newBufferedWriter(file)) {
            books.export(period, format, out);
        }
        return 0;
    }
}
