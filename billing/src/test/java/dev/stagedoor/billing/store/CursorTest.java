package dev.stagedoor.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final UUID ID = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02");

    @Test
    void shouldReadWhatItWrote() {
        Cursor cursor = new Cursor(Instants.utc(Instant.parse("2026-03-10T06:31:17.123456Z")), ID);
        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    /** The last two are moments to Java, and none to the database. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-10T06:31:17Z",
                "yesterday|01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02",
                "2026-03-10T06:31:17Z|me",
                "+294277-01-01T00:00:00Z|01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02",
                "-9999-01-01T00:00:00Z|01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02"
            })
    void shouldBeginAnewWithWhatIsNotOurs(String text) {
        String typed = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThat(Cursor.parse(typed)).isEqualTo(Cursor.START);
    }
}
