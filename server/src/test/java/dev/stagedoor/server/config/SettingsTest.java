package dev.stagedoor.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyKeyHasAUsableDefaultAndAMeaning() throws IOException {
        Settings settings = load("", Map.of(), Map.of());
        assertThat(settings.rows()).hasSameSizeAs(Keys.ALL).allSatisfy(row -> {
            assertThat(row.source()).isEqualTo("default");
            assertThat(row.meaning()).endsWith(".");
        });
    }

    @Test
    void everyDeclaredKeyIsListedOnce() throws IllegalAccessException {
        List<String> declared = new java.util.ArrayList<>();
        for (var field : Stream.of(
                        Keys.class, MoneyKeys.class, RiskKeys.class, MailKeys.class, AlertKeys.class, PaymentKeys.class)
                .flatMap(keys -> Stream.of(keys.getFields()))
                .toList()) {
            if (field.get(null) instanceof Key<?> key) {
                declared.add(key.name());
            }
        }
        assertThat(Keys.ALL.stream().map(Key::name))
                .containsExactlyInAnyOrderElementsOf(declared)
                .doesNotHaveDuplicates();
    }

    @Test
    void optionsOutweighTheEnvironmentWhichOutweighsTheFile() throws IOException {
        Map<String, String> environment = Map.of("STAGEDOOR_HTTP_PORT", "2000", "STAGEDOOR_MEDIA_PORT", "2001");
        Settings settings =
                load("http.port=1000\nmedia.port=1001\ncall.ring-ms=1002\n", environment, Map.of("http.port", "3000"));
        assertThat(settings.get(Keys.HTTP_PORT)).isEqualTo(3000);
        assertThat(settings.get(Keys.MEDIA_PORT)).isEqualTo(2001);
        assertThat(settings.get(Keys.CALL_RING_MS)).isEqualTo(1002);
    }

    @Test
    void platformsDatabaseUrlCountsUnlessOursIsSet() throws IOException {
        assertThat(load("", Map.of("DATABASE_URL", "postgres://a"), Map.of()).get(Keys.DATABASE_URL))
                .isEqualTo("postgres://a");
        Map<String, String> both = Map.of("DATABASE_URL", "postgres://a", "STAGEDOOR_DATABASE_URL", "postgres://b");
        assertThat(load("", both, Map.of()).get(Keys.DATABASE_URL)).isEqualTo("postgres://b");
    }

    @Test
    void secretsAreNeverPrinted() throws IOException {
        Settings settings = load("turn.secret=hunter2\ndatabase.url=postgres://u:hunter2@h/d\n", Map.of(), Map.of());
        assertThat(settings.rows()).noneMatch(row -> row.value().contains("hunter2"));
    }

    @Test
    void tracesGoNowhereUnlessSomebodyIsNamed() throws IOException {
        assertThat(load("", Map.of(), Map.of()).get(Keys.TRACING_ENDPOINT)).isEmpty();
        Settings settings = load(
                "tracing.endpoint=http://localhost:4318\ntracing.sample=0.25\ntracing.headers=Authorization=Bearer a=b, X-Scope=c\n",
                Map.of(),
                Map.of());
        assertThat(settings.get(Keys.TRACING_ENDPOINT)).hasToString("Optional[http://localhost:4318/v1/traces]");
        assertThat(settings.get(Keys.TRACING_SAMPLE)).isEqualTo(0.25);
        assertThat(settings.get(Keys.TRACING_HEADERS)).isEqualTo(Map.of("Authorization", "Bearer a=b", "X-Scope", "c"));
        assertThat(settings.rows()).noneMatch(row -> row.value().contains("Bearer"));
        assertThat(load("tracing.endpoint=https://c.example.org/otlp/v1/traces\n", Map.of(), Map.of())
                        .get(Keys.TRACING_ENDPOINT))
                .hasToString("Optional[https://c.example.org/otlp/v1/traces]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tracing.endpoint=localhost:4318               | tracing.endpoint is 'localhost:4318', expected an address like",
                "tracing.endpoint=http://me:secret@localhost   | without name, password or query",
                "tracing.sample=1.5                            | tracing.sample is '1.5', expected 0 to 1",
                "tracing.sample=NaN                            | expected 0 to 1",
                "tracing.sample=often                          | expected a number such as 0.1",
                "tracing.headers=Bearer abc                    | tracing.headers is (secret), expected name=value",
            })
    void refusesWhatIsNoPlaceForTraces(String line, String expected) {
        assertThatThrownBy(() -> load(line + "\n", Map.of(), Map.of())).hasMessageContaining(expected);
    }

    @Test
    void secretsComeFromFilesToo() throws IOException {
        Files.writeString(folder.resolve("relay"), "from a file\nsecond line\n");
        Settings byFile = load("turn.secret.file=relay\n", Map.of(), Map.of());
        assertThat(byFile.get(Keys.TURN_SECRET)).isEqualTo("from a file");
        String path = folder.resolve("relay").toString();
        Settings byVariable = load("turn.secret=in the file\n", Map.of("STAGEDOOR_TURN_SECRET_FILE", path), Map.of());
        assertThat(byVariable.get(Keys.TURN_SECRET)).isEqualTo("from a file");
        assertThat(byVariable.rows())
                .filteredOn(row -> row.name().equals("turn.secret"))
                .singleElement()
                .satisfies(row -> assertThat(row.source()).contains("STAGEDOOR_TURN_SECRET_FILE", path))
                .satisfies(row -> assertThat(row.value()).isEqualTo("(secret)"));
    }

    @Test
    void aSecretIsGivenOnceAndItsFileCanBeRead() {
        assertThatThrownBy(() -> load("turn.secret=a\nturn.secret.file=b\n", Map.of(), Map.of()))
                .hasMessageContaining("turn.secret and turn.secret.file are both set");
        assertThatThrownBy(() -> load("turn.secret.file=absent\n", Map.of(), Map.of()))
                .hasMessageContaining("absent for turn.secret cannot be read");
        assertThatThrownBy(() -> load("http.port.file=absent\n", Map.of(), Map.of()))
                .hasMessageContaining("unknown key http.port.file");
    }

    @ParameterizedTest
    @CsvSource({
        "http.prot=1, unknown key http.prot; did you mean http.port?",
        "media.advertize=a, unknown key media.advertize; did you mean media.advertise?",
        "http.port=65536, 'http.port is ''65536'', expected 0 to 65535'",
        "http.port=x, 'http.port is ''x'', expected a whole number'",
        "demo.accounts=yes, 'demo.accounts is ''yes'', expected true or false'",
        "environment=staging, 'expected one of [DEVELOPMENT, PRODUCTION]'",
        "nodes.origins=media1.example.org, expected servers like https://media1.example.org",
        "nodes.origins=file:///etc/passwd, expected servers like https://media1.example.org",
        "nodes.origins=https://a:b@media1.example.org, expected servers like https://media1.example.org",
        "'nodes.origins=https://one,https://two/whep', expected servers like https://media1.example.org",
    })
    void mistakesAreNamedWithWhatWasExpected(String line, String message) {
        assertThatThrownBy(() -> load(line + "\n", Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        assertThatThrownBy(() -> load("http.prot=1\nmedia.port=x\n", Map.of("STAGEDOOR_HTTP_PROT", "1"), Map.of()))
                .hasMessageContaining("unknown key http.prot")
                .hasMessageContaining("media.port is 'x'")
                .hasMessageContaining("unknown variable STAGEDOOR_HTTP_PROT; did you mean http.port?");
    }

    @Test
    void aFileThatWasAskedForMustExist() {
        assertThatThrownBy(() -> Settings.load(folder.resolve("none"), true, Map.of(), Map.of()))
                .hasMessageContaining("there is no settings file");
    }

    private Settings load(String file, Map<String, String> environment, Map<String, String> options)
            throws IOException {
        Path path = Files.writeString(folder.resolve("settings.properties"), file);
        return Settings.load(path, true, environment, options);
    }
}
