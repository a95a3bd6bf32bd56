package dev.stagedoor.signaling.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of a web app, ready to be sent.
 *
 * @param gzip the same compressed, null where that does not pay
 * @param etag quoted, strong (RFC 9110 section 8.8.3)
 * @param hashed whether the name changes with the content, so that a browser may keep it for ever
 */
record SiteFile(String contentType, Buffer bytes, @Nullable Buffer gzip, String etag, boolean hashed) {
    /** Build tools put a hash of the content between the name and its extension. */
    private static final Pattern HASHED = Pattern.compile(".*[-.][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wasm", "application/wasm"));

    /** @param path below the app's folder, with forward slashes */
    static SiteFile of(String path, byte[] bytes) {
        String type = TYPES.getOrDefault(extensionOf(path), "application/octet-stream");
        boolean hashed = path.startsWith("assets/") && HASHED.matcher(path).matches();
        return new SiteFile(type, Buffer.buffer(bytes), isText(type) ? gzip(bytes) : null, etag(bytes), hashed);
    }

    private static String extensionOf(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean isText(String type) {
        return type.startsWith("text/") || type.endsWith("json") || type.endsWith("+xml");
    }

    private static @Nullable Buffer gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("cannot compress in memory", e);
        }
        return packed.size() < bytes.length ? Buffer.buffer(packed.toByteArray()) : null;
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"'
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22)
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
