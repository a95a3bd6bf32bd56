package dev.stagedoor.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.billing.Books;
import dev.stagedoor.billing.audit.CheckReport;
import dev.stagedoor.billing.audit.CheckReport.Status;
import dev.stagedoor.billing.audit.SealRoot;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs every check of the reconciliation. */
@Command(
        name = "check",
        description = "Compare the books with themselves and with what they are about.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing, or warnings only", "1:a failure was found", "2:the books could not be checked"})
final class LedgerCheckCommand implements Callable<Integer> {
    private static final int FOUND = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before anything is called
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(
            names = "--root",
            paramLabel = "SEQ:HASH",
            description = "A root that was kept elsewhere; the chain must have gone through it.")
    private @Nullable String root;

    @Override
    public Integer call() {
        SealRoot kept = root == null
                ? null
                : SealRoot.parse(root)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "--root is a number, a colon and 64 hexadecimal digits, as `ledger seal` prints it"));
        return new LedgerAccess(options).run(books -> check(books, kept, System.out));
    }

    private int check(Books books, @Nullable SealRoot kept, PrintStream out) throws JsonProcessingException {
        List<Row> rows = new ArrayList<>();
        for (CheckReport report : books.reconciliation().check()) {
            rows.add(Row.of(report));
        }
        if (kept != null) {
            rows.add(Row.of(kept, books.seal().contains(kept)));
        }
        boolean failed = rows.stream().anyMatch(row -> row.status() == Status.FAILURE);
        if (json) {
            Map<String, @Nullable Object> report = new LinkedHashMap<>();
            report.put("ok", !failed);
            report.put("checks", rows);
            SealRoot end = books.seal().root();
            report.put("root", end == null ? null : end.toString());
            out.println(new ObjectMapper().writeValueAsString(report));
        } else {
            print(rows, out);
            SealRoot end = books.seal().root();
            out.println(end == null ? "nothing is sealed yet" : "root    " + end);
        }
        out.flush();
        return failed ? FOUND : 0;
    }

    private static void print(List<Row> rows, PrintStream out) {
        for (Row row : rows) {
            String mark = switch (row.status()) {
                case OK -> "ok";
                case WARNING -> "warning";
                case FAILURE -> "FAILURE";
            };
            out.printf("%-8s%-15s %s%n", mark, row.check(), row.claim());
            row.samples().forEach(line -> out.println("            " + line));
            if (row.found() > row.samples().size()) {
                out.println("            and " + (row.found() - row.samples().size()) + " more");
            }
            if (row.status() != Status.OK) {
                out.println("        what to do: " + row.remedy());
            }
        }
    }

    /** A line of the table, and an item of the JSON. */
    record Row(
            String check,
            Status status,
            String claim,
            long found,
            List<String> samples,
            String remedy,
            long durationMs) {
        static Row of(CheckReport report) {
            return new Row(
                    report.check().id(),
                    report.status(),
                    report.check().claim(),
                    report.found(),
                    report.samples(),
                    report.status() == Status.OK ? "" : report.check().remedy(),
                    report.durationMs());
        }

        static Row of(SealRoot kept, boolean there) {
            return new Row(
                    "root",
                    there ? Status.OK : Status.FAILURE,
                    "the chain of seals went through the root given",
                    there ? 0 : 1,
                    there ? List.of() : List.of("the seal " + kept.seq() + " is another one, or there is none"),
                    there ? "" : "The chain was made anew. Keep this database as it is, and compare with a backup.",
                    0);
        }
    }
}
