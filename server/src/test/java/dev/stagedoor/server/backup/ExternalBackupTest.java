package dev.stagedoor.server.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalBackupTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void saysWhatWentWrongWithoutThePassword() {
        assertThatThrownBy(
                        () -> ExternalBackup.dump("postgres://app:hunter2@127.0.0.1:9/stagedoor", folder.resolve("f")))
                .message()
                .contains("pg_dump")
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> ExternalBackup.dump("jdbc:postgresql://127.0.0.1:9/stagedoor", folder.resolve("f")))
                .hasMessageContaining("postgres://user:password@host:5432/name");
    }
}
