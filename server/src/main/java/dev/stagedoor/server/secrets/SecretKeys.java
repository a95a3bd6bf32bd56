package dev.stagedoor.server.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keys by their ids: the first seals, the others open what is older. An id is the beginning of the key's SHA-256, so that
 * nobody has to keep a key and its name together, and two keys never share one.
 */
public final class SecretKeys {
    /** Beside the data. Whoever has this file and a copy of the database reads what is sealed. */
    public static final String FILE = "secrets.keys";

    static final int ID_BYTES = 4;
    private static final int KEY_BYTES = 32;

    private final Map<String, SecretKey> keys;
    private final String current;
    private final String source;

    private SecretKeys(Map<String, SecretKey> keys, String source) {
        this.keys = keys;
        this.current = keys.keySet().iterator().next();
        this.source = source;
    }

    /**
     * The keys of the settings, or of the file in the data directory, which is made at the first start.
     *
     * @param setting keys in Base 64, comma-separated, the one that seals first; empty for the file
     * @throws IOException with what to do, if the keys cannot be read or are none
     */
    public static SecretKeys of(String setting, Path data) throws IOException {
        if (!setting.isEmpty()) {
            return parse(setting, "the setting secrets.keys");
        }
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            make(data);
        }
        return parse(Files.readString(file).strip(), file.toString());
    }

    static SecretKeys parse(String text, String source) throws IOException {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            byte[] key = decoded(part.strip(), source);
            keys.put(id(key), new SecretKeySpec(key, "AES"));
        }
        return new SecretKeys(keys, source);
    }

    private static byte[] decoded(String text, String source) throws IOException {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(source + " is not Base 64. Make a key with: openssl rand -base64 " + KEY_BYTES, e);
        }
        if (key.length != KEY_BYTES) {
            throw new IOException("%s has a key of %d bytes; it must have %d. Make one with: openssl rand -base64 %d"
                    .formatted(source, key.length, KEY_BYTES, KEY_BYTES));
        }
        return key;
    }

    private static void make(Path data) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        // Under another name first: half a key must never be taken for one.
        Path unfinished = Files.createTempFile(
                data, FILE, ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, Base64.getEncoder().encodeToString(key) + "\n");
        Files.move(unfinished, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String id(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Id of the key that seals. */
    String current() {
        return current;
    }

    /** The key of that id; null if there is none. */
    @Nullable
    SecretKey find(String id) {
        return keys.get(id);
    }

    /** Where they were read. */
    String source() {
        return source;
    }
}
