package dev.stagedoor.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.server.config.LogFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes log lines, in text or JSON; logback.xml names it. */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Redaction redaction = new Redaction();
    private final ObjectMapper json = new ObjectMapper();
    private volatile LogFormat format = LogFormat.TEXT;

    void setFormat(LogFormat next) {
        format = next;
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = switch (format) {
            case TEXT -> text(event);
            case JSON -> json(event);
        };
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private String text(ILoggingEvent event) {
        StringBuilder line = new StringBuilder()
                .append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .append(' ')
                .append(String.format("%-5s", event.getLevel()))
                .append(' ')
                .append(shortName(event.getLoggerName()));
        Map<String, String> ids = new TreeMap<>(event.getMDCPropertyMap());
        if (!ids.isEmpty()) {
            line.append(' ').append(ids);
        }
        // A line break inside a message could pass for a line of its own.
        line.append(' ')
                .append(redaction
                        .of(event.getFormattedMessage())
                        .replace('\r', ' ')
                        .replace('\n', ' '))
                .append('\n');
        String error = errorOf(event);
        return error.isEmpty() ? line.toString() : line.append(error).toString();
    }

    private String json(ILoggingEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("time", DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(event.getTimeStamp())));
        fields.put("level", event.getLevel().toString());
        fields.put("logger", event.getLoggerName());
        fields.put("message", redaction.of(event.getFormattedMessage()));
        fields.putAll(new TreeMap<>(event.getMDCPropertyMap()));
        String error = errorOf(event);
        if (!error.isEmpty()) {
            fields.put("error", error);
        }
        try {
            return json.writeValueAsString(fields) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text is always JSON", e);
        }
    }

    private String errorOf(ILoggingEvent event) {
        IThrowableProxy error = event.getThrowableProxy();
        return error == null ? "" : redaction.of(ThrowableProxyUtil.asString(error));
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
