package dev.stagedoor.benchmarks.smoke;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may read the trial balance: given by option or environment, or the demo admin of a server on this machine. */
record AdminSignIn(String email, String password) {
    static final String EMAIL_VARIABLE = "STAGEDOOR_ADMIN_EMAIL";
    static final String PASSWORD_VARIABLE = "STAGEDOOR_ADMIN_PASSWORD";
    static final String DEMO_ACCOUNTS = "demo-accounts.json";

    /** The first of the three sources that has both parts. */
    static Optional<AdminSignIn> find(
            @Nullable String email, @Nullable String password, Map<String, String> environment, Path dataDirectory) {
        return of(email, password)
                .or(() -> of(environment.get(EMAIL_VARIABLE), environment.get(PASSWORD_VARIABLE)))
                .or(() -> ofDemo(dataDirectory.resolve(DEMO_ACCOUNTS)));
    }

    private static Optional<AdminSignIn> of(@Nullable String email, @Nullable String password) {
        return email == null || password == null ? Optional.empty() : Optional.of(new AdminSignIn(email, password));
    }

    private static Optional<AdminSignIn> ofDemo(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            var admin = new ObjectMapper().readTree(file.toFile()).path("admin");
            return of(admin.path("email").textValue(), admin.path("password").textValue());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
