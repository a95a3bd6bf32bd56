package dev.stagedoor.build.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command over a repository of two shipped components and one that builds. */
class AuditTest {
    private static final String WAIVERS = "config/advisories/waivers.json";
    private static final String RECORDED = "config/advisories/recorded.json";
    private static final String WAIVER = """
            [{"id": "CVE-2026-1", "package": "org.example:lib", "reason": "nobody calls it", "until": "2026-03-31"}]""";

    @TempDir
    private Path home = Path.of("");

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private String said = "";
    private String complaint = "";

    @BeforeEach
    void repository() throws IOException {
        write(
                "target/sbom/stagedoor-java.cdx.json",
                "{\"components\": [{\"purl\": \"pkg:maven/org.example/lib@1.2\"}]}");
        write("target/sbom/stagedoor-web.cdx.json", "{\"components\": [{\"purl\": \"pkg:npm/%40ours/page@2.0.0\"}]}");
        write("target/audit/java-with-tests.cdx.json", "{\"components\": []}");
        write("package-lock.json", "{\"packages\": {\"node_modules/tool\": {\"version\": \"3.1.0\", \"dev\": true}}}");
        write(RECORDED, "{\"kept_until\": {\"Maven\": \"2026-02-01\", \"npm\": \"2026-02-02\"}, \"advisories\": []}");
        write(WAIVERS, "[]");
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, text);
    }

    private static String advisory(String id, String ecosystem, String name, String fixed) {
        return """
                {"id": "%s", "aliases": ["CVE-2026-%s"], "summary": "Somebody else's words",
                 "database_specific": {"severity": "HIGH"}, "affected": [
                  {"package": {"ecosystem": "%s", "name": "%s"}, "versions": ["1.2", "0.9-odd"],
                   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "1.0"}, {"fixed": "%s"}]}]},
                  {"package": {"ecosystem": "%s", "name": "of:others"}, "versions": ["1.0"]}]}
                """.formatted(id, id.replaceAll("\\D", ""), ecosystem, name, fixed, ecosystem);
    }

    private Path affected() throws IOException {
        return write("export.json", '[' + advisory("A-1", "Maven", "org.example:lib", "1.3") + ']');
    }

    private int run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Audit.commandLine(Clock.fixed(now, ZoneOffset.UTC));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = command.execute(Stream.concat(Stream.of("--home", home.toString()), Stream.of(words))
                .toArray(String[]::new));
        said = out.toString();
        complaint = err.toString();
        return code;
    }

    @Test
    void nothingKnownIsOk() {
        assertThat(run()).isZero();
        assertThat(said)
                .isEqualToIgnoringNewLines(
                        "3 components, 0 advisories about them (recorded: Maven kept until 2026-02-01,"
                                + " npm kept until 2026-02-02); 0 affected, 0 waived");
    }

    @Test
    void anAffectedComponentFailsAndTheReaderLearnsWhatToDo() throws IOException {
        assertThat(run("--advisories", affected().toString())).isEqualTo(1);
        assertThat(said)
                .contains("AFFECTED  org.example:lib 1.2", "A-1, CVE-2026-1 HIGH: Somebody else's words")
                .contains("fixed in 1.3: raise it, or what brings it, in pom.xml, or say in " + WAIVERS)
                .contains("; 1 affected, 0 waived");
    }

    @Test
    void whatIsRecordedFailsWithoutAnExport() throws IOException {
        write(RECORDED, "{\"advisories\": [" + advisory("A-1", "Maven", "org.example:lib", "1.3") + "]}");
        assertThat(run()).isEqualTo(1);
    }

    @Test
    void whatOnlyBuildsFailsTooUnlessItIsLeftOut() throws IOException {
        String export =
                write("export.json", advisory("A-2", "npm", "tool", "3.2.0")).toString();
        assertThat(run("--advisories", export)).isEqualTo(1);
        assertThat(said).contains("tool 3.1.0 (builds or tests, not shipped)", "in package.json");
        assertThat(run("--shipped", "--advisories", export)).isZero();
    }

    @Test
    void aWaiverCountsThroughItsLastDayAndNotAfter() throws IOException {
        write(WAIVERS, WAIVER);
        String export = affected().toString();
        now = Instant.parse("2026-03-31T23:59:59Z");
        assertThat(run("--advisories", export)).isZero();
        assertThat(said).contains("waived    org.example:lib 1.2", "until 2026-03-31: nobody calls it", "1 waived");
        now = Instant.parse("2026-04-01T00:00:00Z");
        assertThat(run("--advisories", export)).isEqualTo(1);
        assertThat(said).contains("AFFECTED", "its waiver ended on 2026-03-31");
    }

    @Test
    void aWaiverIsForOnePackage() throws IOException {
        write(WAIVERS, WAIVER.replace("org.example:lib", "org.example:other"));
        assertThat(run("--advisories", affected().toString())).isEqualTo(1);
        assertThat(said).contains("the waiver of CVE-2026-1 for org.example:other concerns nothing any more");
    }

    @Test
    void aWaiverWithoutReasonOrEndIsNone() throws IOException {
        write(WAIVERS, WAIVER.replace("nobody calls it", " "));
        assertThat(run()).isEqualTo(2);
        assertThat(complaint).contains("waivers.json", "missing: reason");
        write(WAIVERS, WAIVER.replace("2026-03-31", "never"));
        assertThat(run()).isEqualTo(2);
        assertThat(complaint).contains("'until' is a date like 2026-01-31");
    }

    @Test
    void jsonSaysTheSame() throws IOException {
        write(WAIVERS, WAIVER);
        now = Instant.parse("2026-04-01T00:00:00Z");
        assertThat(run("--json", "--advisories", affected().toString())).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(said);
        assertThat(json.path("ok").booleanValue()).isFalse();
        assertThat(json.path("components").intValue()).isEqualTo(3);
        assertThat(json.at("/keptUntil/npm").textValue()).isEqualTo("2026-02-02");
        JsonNode finding = json.at("/findings/0");
        assertThat(finding.path("package").textValue()).isEqualTo("org.example:lib");
        assertThat(finding.path("fixedIn").textValue()).isEqualTo("1.3");
        assertThat(finding.path("shipped").booleanValue()).isTrue();
        assertThat(finding.path("waived").booleanValue()).isFalse();
        assertThat(finding.at("/waiver/until").textValue()).isEqualTo("2026-03-31");
        assertThat(finding.path("link").textValue()).isEqualTo("https://osv.dev/vulnerability/A-1");
    }

    @Test
    void recordsFactsOfOurPackagesAndKeepsSummariesOfOurs() throws IOException {
        write(
                RECORDED,
                "{\"kept_until\": {\"Maven\": \"2026-02-01\", \"npm\": \"2026-02-02\"}, \"advisories\": ["
                        + advisory("A-1", "Maven", "org.example:lib", "1.1").replace("Somebody else's", "Our")
                        + ',' + advisory("A-3", "npm", "tool", "2.0.0") + ']' + '}');
        String export = write(
                        "export.json",
                        '['
                                + advisory("A-1", "Maven", "org.example:lib", "1.3")
                                + ','
                                + advisory("A-4", "Maven", "org.example:lib", "1.1")
                                + ','
                                + advisory("A-5", "Maven", "org.example:lib", "1.3")
                                        .replace("\"id\"", "\"withdrawn\": \"2026-01-01T00:00:00Z\", \"id\"")
                                + ']')
                .toString();
        assertThat(run("--record", "--advisories", export)).isEqualTo(1);
        JsonNode recorded = new ObjectMapper().readTree(home.resolve(RECORDED).toFile());
        assertThat(recorded.at("/kept_until/Maven").textValue()).isEqualTo("2026-03-01");
        assertThat(recorded.at("/kept_until/npm").textValue()).isEqualTo("2026-02-02");
        List<JsonNode> advisories = recorded.path("advisories").valueStream().toList();
        assertThat(advisories.stream().map(one -> one.path("id").textValue())).containsExactly("A-1", "A-3", "A-4");
        assertThat(advisories.getFirst().path("summary").textValue()).isEqualTo("Our words");
        assertThat(advisories.getLast().has("summary")).isFalse();
        assertThat(advisories.getFirst().at("/affected")).hasSize(1);
        assertThat(advisories
                        .getFirst()
                        .at("/affected/0/ranges/0/events/1/fixed")
                        .textValue())
                .isEqualTo("1.3");
        assertThat(advisories.getFirst().at("/affected/0/versions/0").textValue())
                .isEqualTo("0.9-odd");
        // And what was written can be read.
        assertThat(run()).isEqualTo(1);
        assertThat(said).contains("A-1", "Our words", "Maven kept until 2026-03-01");
    }

    @Test
    void recordingPartsIsRefused() throws IOException {
        assertThat(run("--record")).isEqualTo(2);
        assertThat(run("--record", "--shipped", "--advisories", affected().toString()))
                .isEqualTo(2);
        assertThat(complaint).contains("give that, and no --shipped");
    }

    @Test
    void aListThatIsMissingIsNotTakenForAnEmptyOne() throws IOException {
        Files.delete(home.resolve("target/sbom/stagedoor-web.cdx.json"));
        assertThat(run()).isEqualTo(2);
        assertThat(complaint).contains("stagedoor-web.cdx.json", "./stagedoor sbom");
    }
}
