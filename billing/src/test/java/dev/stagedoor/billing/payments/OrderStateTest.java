package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderStateTest {
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "CREATED,       PENDING FAILED PAID",
        "PENDING,       FAILED PAID",
        "FAILED,        PAID",
        "PAID,          PART_REFUNDED REFUNDED CHARGEDBACK",
        "PART_REFUNDED, PART_REFUNDED REFUNDED CHARGEDBACK",
        "REFUNDED,      CHARGEDBACK",
        "CHARGEDBACK,   ''",
    })
    void shouldOnlyMoveForward(OrderState from, String allowed) {
        assertThat(Arrays.stream(OrderState.values())
                        .filter(from::mayBecome)
                        .map(OrderState::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(allowed);
    }
}
