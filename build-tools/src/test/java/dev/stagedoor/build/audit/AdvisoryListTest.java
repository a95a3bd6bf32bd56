package dev.stagedoor.build.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoryListTest {
    private static final Component OURS = new Component(Ecosystem.MAVEN, "org.example:lib", "1.2", true);

    @TempDir
    private Path folder = Path.of("");

    private AdvisoryList list = new AdvisoryList(List.of());

    @BeforeEach
    void ofOneComponent() {
        list = new AdvisoryList(List.of(OURS));
    }

    private static String advisory(String id, String ecosystem, String name) {
        return """
                {"id": "%s", "aliases": ["CVE-1-1"], "summary": "words", "database_specific": {"severity": "HIGH"},
                 "affected": [{"package": {"ecosystem": "%s", "name": "%s"},
                  "ranges": [{"type": "GIT", "events": [{"introduced": "0"}, {"limit": "abc"}]},
                   {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.3"}]}]}]}
                """.formatted(id, ecosystem, name);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> ids() {
        return list.all().stream().map(Advisory::id).toList();
    }

    @Test
    void readsOneAdvisory() throws IOException {
        list.add(file("one.json", advisory("A-1", "Maven", "org.example:lib")));
        Advisory advisory = list.find("A-1").orElseThrow();
        assertThat(advisory.concerns(OURS)).isTrue();
        assertThat(advisory.fixedAfter(OURS)).contains("1.3");
        assertThat(advisory.severity()).isEqualTo("HIGH");
        assertThat(advisory.aliases()).containsExactly("CVE-1-1");
    }

    @Test
    void passesOverPackagesOfOthers() throws IOException {
        list.add(file(
                "list.json",
                "[" + advisory("A-1", "Maven", "org.example:other") + ',' + advisory("A-2", "npm", "org.example:lib")
                        + ',' + advisory("A-3", "PyPI", "org.example:lib")
                        + ',' + advisory("A-4", "Maven:https://repo.example/maven2", "org.example:lib") + "]"));
        assertThat(ids()).containsExactly("A-4");
    }

    @Test
    void readsFoldersAndZipFilesAndSaysWhoseTheyWere() throws IOException {
        Files.createDirectories(folder.resolve("export/npm"));
        file("export/npm/A-1.json", advisory("A-1", "Maven", "org.example:lib"));
        file("export/README.md", "no advisory");
        assertThat(list.add(folder.resolve("export"))).containsExactly(Ecosystem.MAVEN);
        try (OutputStream out = Files.newOutputStream(folder.resolve("all.zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String id : List.of("A-2", "A-3")) {
                zip.putNextEntry(new ZipEntry(id + ".json"));
                zip.write(advisory(id, "Maven", "org.example:lib").getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry("B-1.json"));
            zip.write(advisory("B-1", "npm", "left").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(list.add(folder.resolve("all.zip"))).containsExactlyInAnyOrder(Ecosystem.MAVEN, Ecosystem.NPM);
        assertThat(ids()).containsExactly("A-1", "A-2", "A-3");
    }

    @Test
    void whatIsReadLaterReplacesWhatWasRecorded() throws IOException {
        list.add(file(
                "recorded.json",
                "{\"kept_until\": {\"Maven\": \"2026-01-31\"}, \"advisories\": ["
                        + advisory("A-1", "Maven", "org.example:lib") + "]}"));
        assertThat(list.keptUntil()).containsExactly(Map.entry(Ecosystem.MAVEN, LocalDate.of(2026, 1, 31)));
        list.add(file("newer.json", advisory("A-1", "Maven", "org.example:other")));
        assertThat(ids()).isEmpty();
    }

    @Test
    void oneAdvisoryUnderTwoNamesIsOne() throws IOException {
        list.add(file("recorded.json", advisory("CVE-1-1", "Maven", "org.example:lib")));
        list.add(file("newer.json", advisory("A-1", "Maven", "org.example:lib")));
        assertThat(ids()).containsExactly("A-1");
    }

    @Test
    void aWithdrawnAdvisoryConcernsNobody() throws IOException {
        list.add(file(
                "one.json",
                advisory("A-1", "Maven", "org.example:lib")
                        .replace("\"id\"", "\"withdrawn\": \"2026-01-01T00:00:00Z\", \"id\"")));
        assertThat(list.find("A-1").orElseThrow().concerns(OURS)).isFalse();
    }

    @Test
    void singleVersionsCountBesideRanges() throws IOException {
        list.add(file("one.json", """
                {"id": "A-1", "affected": [{"package": {"ecosystem": "Maven", "name": "org.example:lib"},
                 "versions": ["1.1", "1.2"]}]}"""));
        Advisory advisory = list.find("A-1").orElseThrow();
        assertThat(advisory.concerns(OURS)).isTrue();
        assertThat(advisory.fixedAfter(OURS)).isEmpty();
        assertThat(advisory.concerns(new Component(Ecosystem.MAVEN, "org.example:lib", "1.3", true)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"id":                                                       | is no JSON
            "text"                                                       | neither an advisory of the OSV schema nor a list
            {"summary": "x"}                                             | an advisory has an 'id'
            [{"id": "A-1", "aliases": "CVE-1-1"}]                        | A-1: 'aliases' is a list
            [{"id": "A-1", "affected": {}}]                              | A-1: 'affected' is a list
            [{"id": "A-1", "affected": [EVENTS {"until": "2"}]}]}]}]     | A-1: a range has 'introduced', 'fixed' and
            [{"id": "A-1", "affected": [EVENTS {"fixed": "2"}]}]}]}]     | A-1: a range without 'introduced'
            {"kept_until": {"Maven": "soon"}, "advisories": []}          | dates like 2026-01-31, not "soon"
            {"kept_until": {"Cargo": "2026-01-31"}, "advisories": []}    | 'kept_until' is of Maven and npm, not of Cargo
            """)
    void whatIsNoListIsSaidWithItsFile(String text, String message) throws IOException {
        String events = "{\"package\": {\"ecosystem\": \"Maven\", \"name\": \"org.example:lib\"},"
                + " \"ranges\": [{\"type\": \"ECOSYSTEM\", \"events\": [";
        Path file = file("wrong.json", text.replace("EVENTS", events));
        assertThatThrownBy(() -> list.add(file))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContainingAll("wrong.json: ", message);
    }

    @Test
    void whatIsNotThereOrNoZipFileIsSaid() throws IOException {
        assertThatThrownBy(() -> list.add(folder.resolve("all.json"))).hasMessageContaining("no file that can be read");
        Path zip = file("all.zip", "text");
        assertThatThrownBy(() -> list.add(zip)).hasMessageContaining("is no ZIP file, or an empty one");
    }
}
