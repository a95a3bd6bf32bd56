package dev.stagedoor.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII));
    private static final byte[] SECRET = "000000000001".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private static Vault vault(String keys) throws IOException {
        return new Vault(SecretKeys.parse(keys, "the test"));
    }

    @Test
    void opensWhatItSealedAndShowsNothingOfIt() throws IOException {
        Vault vault = vault(OLD);
        byte[] sealed = vault.seal(SECRET, "account of 1");

        assertThat(vault.open(sealed, "account of 1")).isEqualTo(SECRET);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("0000");
        assertThat(vault.seal(SECRET, "account of 1")).as("another nonce").isNotEqualTo(sealed);
    }

    @Test
    void opensNothingThatWasMovedOrChanged() throws IOException {
        Vault vault = vault(OLD);
        byte[] sealed = vault.seal(SECRET, "account of 1");

        assertThatThrownBy(() -> vault.open(sealed, "account of 2")).hasMessageContaining("another row");
        for (int i = 5; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.open(changed, "account of 1"))
                    .as("byte %d", i)
                    .hasMessageContaining("was changed");
        }
        assertThatThrownBy(() -> vault.open(new byte[3], "account of 1")).hasMessageContaining("format");
    }

    @Test
    void opensWithAnOlderKeyAndSealsWithTheFirst() throws IOException {
        byte[] sealed = vault(OLD).seal(SECRET, "x");
        Vault rotated = vault(NEW + ", " + OLD);

        assertThat(rotated.open(sealed, "x")).isEqualTo(SECRET);
        assertThat(rotated.isCurrent(sealed)).isFalse();
        assertThat(rotated.isCurrent(rotated.seal(SECRET, "x"))).isTrue();
        assertThatThrownBy(() -> vault(NEW).open(sealed, "x"))
                .hasMessageContaining("the test does not have")
                .hasMessageContaining("Put back the key");
    }

    @Test
    void makesAKeyAtTheFirstStartAndKeepsIt() throws IOException {
        byte[] sealed = new Vault(SecretKeys.of("", folder)).seal(SECRET, "x");

        assertThat(new Vault(SecretKeys.of("", folder)).open(sealed, "x")).isEqualTo(SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(SecretKeys.FILE))))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void saysWhatIsWrongWithAKey() {
        assertThatThrownBy(() -> SecretKeys.parse("not base 64!", "the test")).hasMessageContaining("openssl rand");
        assertThatThrownBy(() -> SecretKeys.parse("c2hvcnQ=", "the test"))
                .hasMessageContaining("a key of 5 bytes; it must have 32");
        assertThatThrownBy(() -> SecretKeys.parse(OLD + ",", "the test")).hasMessageContaining("0 bytes");
    }
}
