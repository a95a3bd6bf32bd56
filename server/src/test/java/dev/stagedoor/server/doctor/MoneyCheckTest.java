package dev.stagedoor.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.doctor.Finding.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoneyCheckTest {
    private static List<Finding> findings(Map<String, String> settings) throws IOException {
        return new MoneyCheck(Settings.load(Path.of("no-such-file"), false, Map.of(), settings)).run();
    }

    @Test
    void asksForNoFactorsWhereThingsAreTriedOut() throws IOException {
        assertThat(findings(Map.of())).containsExactly(Finding.ok("money", "sold and paid in INR"));
    }

    @Test
    void warnsInProductionWhereAPasswordAloneMovesMoney() throws IOException {
        assertThat(findings(Map.of("environment", "production")))
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.WARNING))
                .extracting(Finding::remedy)
                .satisfiesExactly(
                        first -> assertThat(first).contains("payouts.second-factor=true"),
                        second -> assertThat(second).contains("house.second-factor=true"));
        assertThat(findings(Map.of(
                        "environment", "production", "payouts.second-factor", "true", "house.second-factor", "true")))
                .extracting(Finding::level)
                .containsExactly(Level.OK);
    }

    @Test
    void warnsOfFontsThatCannotBeRead() throws IOException {
        assertThat(findings(Map.of("papers.fonts", "no-such-folder")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.WARNING);
                    assertThat(finding.remedy()).contains("*.ttf");
                });
    }

    @Test
    void paysNoDollarsByRazorpayx() throws IOException {
        Map<String, String> dollars = Map.of("billing.currency", "USD", "payouts.razorpayx.key-secret", "key");
        assertThat(findings(dollars)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.FAILURE);
            assertThat(finding.remedy()).contains("payouts.razorpayx.key-secret");
        });
        assertThat(findings(Map.of("payouts.razorpayx.key-secret", "key")))
                .extracting(Finding::level)
                .containsExactly(Level.OK);
    }
}
