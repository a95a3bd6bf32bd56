package dev.stagedoor.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @CsvSource({
        "postgres://u:p@db:6000/shop, jdbc:postgresql://db:6000/shop, u, p",
        "postgresql://u:p@db/shop, jdbc:postgresql://db:5432/shop, u, p",
        "postgres://u:p%40ss+1@db/shop?sslmode=require, jdbc:postgresql://db:5432/shop?sslmode=require, u, p@ss+1",
        "postgres://db/shop, jdbc:postgresql://db:5432/shop, '', ''",
        "jdbc:postgresql://db/shop?user=u, jdbc:postgresql://db/shop?user=u, '', ''",
    })
    void readsTheFormsInUse(String url, String jdbcUrl, String user, String password) {
        assertThat(DatabaseAddress.parse(url)).isEqualTo(new DatabaseAddress(jdbcUrl, user, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hunter2@db/shop",
                "db:5432/shop",
                "postgres://u:hunter2@db",
                "postgres://u:hunter2@ db/x"
            })
    void refusesOthersWithoutShowingThePassword(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected postgres://")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void neverPrintsThePassword() {
        assertThat(DatabaseAddress.parse("postgres://u:hunter2@db/shop").toString())
                .doesNotContain("hunter2");
        assertThat(DatabaseAddress.parse("jdbc:postgresql://db/shop?user=u&password=hunter2")
                        .toString())
                .doesNotContain("hunter2");
    }
}
