package dev.stagedoor.benchmarks.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminSignInTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(AdminSignIn.EMAIL_VARIABLE, "env@example.org", AdminSignIn.PASSWORD_VARIABLE, "env-password");

    @TempDir
    private Path data;

    @BeforeEach
    void writeDemoAccounts() throws IOException {
        Files.writeString(data.resolve(AdminSignIn.DEMO_ACCOUNTS), """
                {"admin": {"email": "demo@example.org", "password": "demo-password"}, "viewer": {}}""");
    }

    @Test
    void optionsWinOverTheEnvironmentAndTheDemoAccounts() {
        assertThat(AdminSignIn.find("a@example.org", "secret", ENVIRONMENT, data))
                .contains(new AdminSignIn("a@example.org", "secret"));
    }

    @Test
    void theEnvironmentWinsOverTheDemoAccounts() {
        assertThat(AdminSignIn.find(null, null, ENVIRONMENT, data))
                .contains(new AdminSignIn("env@example.org", "env-password"));
    }

    @Test
    void theDemoAdminIsTakenFromTheServersData() {
        assertThat(AdminSignIn.find(null, null, Map.of(), data))
                .contains(new AdminSignIn("demo@example.org", "demo-password"));
    }

    @Test
    void halfASignInIsNone() throws IOException {
        Files.writeString(data.resolve(AdminSignIn.DEMO_ACCOUNTS), "{\"admin\": {\"email\": \"x@example.org\"}}");

        assertThat(AdminSignIn.find("a@example.org", null, Map.of(), data)).isEmpty();
    }

    @Test
    void aBrokenFileIsNone() throws IOException {
        Files.writeString(data.resolve(AdminSignIn.DEMO_ACCOUNTS), "{");

        assertThat(AdminSignIn.find(null, null, Map.of(), data)).isEmpty();
    }
}
