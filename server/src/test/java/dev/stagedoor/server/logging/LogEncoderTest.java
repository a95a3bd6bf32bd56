package dev.stagedoor.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.server.config.LogFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogEncoderTest {
    private final LogEncoder encoder = new LogEncoder();

    private String line(String message, @Nullable Throwable error) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(new LoggerContext());
        event.setLoggerName("dev.stagedoor.signaling.calls.Call");
        event.setLevel(Level.INFO);
        event.setMessage(message);
        event.setTimeStamp(1_767_608_130_123L);
        event.setMDCPropertyMap(Map.of("requestId", "r-1", "callId", "c-1"));
        if (error != null) {
            event.setThrowableProxy(new ch.qos.logback.classic.spi.ThrowableProxy(error));
        }
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void writesTextForPeople() {
        assertThat(line("ACTIVE", null))
                .isEqualTo("2026-01-05T10:15:30.123Z INFO  Call {callId=c-1, requestId=r-1} ACTIVE\n");
    }

    @Test
    void writesOneJsonObjectALine() throws IOException {
        encoder.setFormat(LogFormat.JSON);
        String line = line("said \"hello\"\nto 198.51.100.7", new IllegalStateException("asha@example.org is gone"));
        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("time").asText()).isEqualTo("2026-01-05T10:15:30.123Z");
        assertThat(json.path("level").asText()).isEqualTo("INFO");
        assertThat(json.path("callId").asText()).isEqualTo("c-1");
        assertThat(json.path("requestId").asText()).isEqualTo("r-1");
        assertThat(json.path("message").asText()).startsWith("said \"hello\"\nto (address-");
        assertThat(json.path("error").asText()).contains("IllegalStateException: (e-mail) is gone");
    }

    @Test
    void letsNoMessagePassForTwoLines() {
        assertThat(line("one\n2026-01-05T10:15:30.123Z ERROR forged", null)).hasLineCount(1);
    }
}
