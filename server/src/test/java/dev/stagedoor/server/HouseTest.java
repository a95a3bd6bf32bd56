package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.TestData;
import dev.stagedoor.signaling.DemoAccounts.SignIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has the machine lets people of the house in and out, where there are no demo accounts to begin with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseTest {
    private static final String CONSOLE = "/api/v1/admin/users";

    private Path data = Path.of("");
    private Stagedoor server;
    private URI address;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        data = TestData.in(folder, "data");
        Settings settings = Settings.load(
                folder.resolve("none"),
                false,
                Map.of(),
                Map.of("http.port", "0", "media.port", "0", "environment", "PRODUCTION"));
        server = Stagedoor.start(settings, data, folder);
        address = URI.create("http://127.0.0.1:" + server.httpPort());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private record Said(int exit, String text) {
        /** What stands after this word. */
        String after(String word) {
            return text.substring(text.indexOf(word) + word.length()).strip().split("\\s", 2)[0];
        }
    }

    private Said run(String... words) {
        String[] line = Arrays.copyOf(words, words.length + 2);
        line[words.length] = "--data";
        line[words.length + 1] = data.toString();
        PrintStream before = System.out;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        System.setOut(new PrintStream(text, true, StandardCharsets.UTF_8));
        try {
            return new Said(Main.commandLine().execute(line), text.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    private static SignIn somebody() {
        return new SignIn(UUID.randomUUID() + "@example.org", "correct-horse-battery");
    }

    @Test
    void theFirstAdminIsMadeFromTheMachine() {
        String email = somebody().email();
        Said made = run("house", "add", email, "--as", "ADMIN");
        assertThat(made.exit()).isZero();
        Caller admin = new Caller(address, new SignIn(email, made.after("password")));
        assertThat(admin.get(CONSOLE).status()).isEqualTo(200);

        Said again = run("house", "add", email, "--as", "ADMIN");
        assertThat(again.exit()).isZero();
        assertThat(again.text()).contains("already").doesNotContain("password");
        assertThat(run("house", "list").text()).contains(email, "ADMIN");
    }

    @Test
    void somebodyWithAnAccountGetsAPostAndLosesIt() {
        SignIn person = somebody();
        Caller before = Caller.register(address, "VIEWER", person);
        assertThat(before.get(CONSOLE).status()).isEqualTo(403);
        Said given = run("house", "add", person.email().toUpperCase(java.util.Locale.ROOT), "--as", "support");
        assertThat(given.exit()).isZero();
        assertThat(given.text()).as("whoever made it may be a stranger").contains("not verified", "new-password");
        assertThat(before.renews()).as("a session from before").isFalse();
        Caller support = new Caller(address, person);
        assertThat(support.get(CONSOLE).status()).isEqualTo(200);
        assertThat(support.get("/api/v1/wallet").status())
                .as("and is what they were")
                .isEqualTo(200);

        assertThat(run("house", "remove", person.email()).exit()).isZero();
        assertThat(support.renews()).isFalse();
        assertThat(new Caller(address, person).get(CONSOLE).status()).isEqualTo(403);
        assertThat(run("house", "list").text()).doesNotContain(person.email());
        assertThat(run("house", "remove", person.email()).exit()).isEqualTo(1);
        assertThat(run("house", "remove", "nobody@example.org").exit()).isEqualTo(1);
    }

    @Test
    void aForgottenPasswordIsReplaced() {
        SignIn person = somebody();
        Caller before = Caller.register(address, "VIEWER", person);
        Said said = run("new-password", person.email());
        assertThat(said.exit()).isZero();
        assertThat(before.renews()).isFalse();
        assertThat(new Caller(address, person).id())
                .as("by the former password")
                .isEmpty();
        assertThat(new Caller(address, new SignIn(person.email(), said.after("now"))).id())
                .isEqualTo(before.id());
        assertThat(run("new-password", "nobody@example.org").exit()).isEqualTo(1);
    }

    @Test
    void aLostSecondFactorIsTakenAway() throws GeneralSecurityException {
        SignIn person = somebody();
        Caller before = Caller.register(address, "VIEWER", person);
        assertThat(run("remove-second-factor", person.email()).exit())
                .as("there is none")
                .isEqualTo(1);
        String secret = before.post("/api/v1/me/second-factor", "{\"password\": \"" + person.password() + "\"}")
                .body()
                .path("secret")
                .asText();
        String code = Authenticator.code(secret, Instant.now());
        assertThat(before.post("/api/v1/me/second-factor/confirmation", "{\"code\": \"" + code + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(new Caller(address, person).id()).as("by the password alone").isEmpty();

        assertThat(run("remove-second-factor", person.email()).exit()).isZero();
        assertThat(before.renews()).isFalse();
        assertThat(new Caller(address, person).id()).isEqualTo(before.id());
        assertThat(run("remove-second-factor", "nobody@example.org").exit()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoAddressOrNoPost() {
        assertThat(run("house", "add", "nonsense", "--as", "ADMIN").exit()).isEqualTo(1);
        assertThat(run("house", "add", "a@example.org", "--as", "VIEWER").exit())
                .isEqualTo(2);
        assertThat(run("house").exit()).isEqualTo(2);
    }
}
