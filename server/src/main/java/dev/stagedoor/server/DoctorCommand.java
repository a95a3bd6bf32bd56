package dev.stagedoor.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SettingsException;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.doctor.Doctor;
import dev.stagedoor.server.doctor.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how this machine and these settings stand, and what to do. Exit code 0 if nothing fails, 1 if something does. */
@Command(
        name = "doctor",
        description = "Check the machine and the settings; changes nothing.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Settings settings;
        try {
            settings = options.load();
        } catch (SettingsException e) {
            return SettingsOptions.refused(e);
        }
        Path data = options.dataDirectory(settings);
        List<Finding> findings = Doctor.everything(settings, data, () -> database(settings, data));
        if (json) {
            System.out.println(new ObjectMapper().writeValueAsString(report(findings)));
        } else {
            print(System.out, findings);
        }
        return findings.stream().anyMatch(Finding::isFailure) ? 1 : 0;
    }

    private static Optional<DatabaseAddress> database(Settings settings, Path data) {
        String url = settings.get(Keys.DATABASE_URL);
        return url.isEmpty() ? EmbeddedPostgres.running(data) : Optional.of(DatabaseAddress.parse(url));
    }

    /** One line each, and its remedy under it. */
    static void print(PrintStream out, List<Finding> findings) {
        for (Finding finding : findings) {
            out.printf("%-8s %-22s %s%n", word(finding), finding.check(), finding.found());
            if (!finding.remedy().isEmpty()) {
                out.printf("%-31s → %s%n", "", finding.remedy());
            }
        }
        out.flush();
    }

    private static Map<String, Object> report(List<Finding> findings) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("ok", findings.stream().noneMatch(Finding::isFailure));
        report.put("failures", count(findings, Finding.Level.FAILURE));
        report.put("warnings", count(findings, Finding.Level.WARNING));
        report.put(
                "checks",
                findings.stream()
                        .map(finding -> Map.of(
                                "check", finding.check(),
                                "level", word(finding),
                                "found", finding.found(),
                                "remedy", finding.remedy()))
                        .toList());
        return report;
    }

    private static long count(List<Finding> findings, Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private static String word(Finding finding) {
        return finding.level().name().toLowerCase(Locale.ROOT);
    }
}
