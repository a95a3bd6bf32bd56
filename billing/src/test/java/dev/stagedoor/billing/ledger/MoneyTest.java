package dev.stagedoor.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | INR | 0.00 | INR 0.00",
                "5 | INR | 0.05 | INR 0.05",
                "99999 | INR | 999.99 | INR 999.99",
                "100000 | INR | 1,000.00 | INR 1,000.00",
                "12345600 | INR | 1,23,456.00 | INR 1,23,456.00",
                "-1234567800 | INR | -1,23,45,678.00 | INR -1,23,45,678.00",
                "12345600 | USD | 123,456.00 | USD 123,456.00",
                "1234567 | JPY | 1,234,567 | JPY 1,234,567",
                "0 | COIN | 0 | 0 coins",
                "1000 | COIN | 1 | 1 coin",
                "12500 | COIN | 12.5 | 12.5 coins",
                "65000000 | COIN | 65,000 | 65,000 coins",
                "-1234 | COIN | -1.234 | -1.234 coins",
            })
    void shouldBeWrittenAsItsCountryDoesAndNoBankReadsCoinsAsThousands(
            long minor, Asset asset, String figure, String words) {
        Money money = new Money(minor, asset);
        assertThat(money.figure()).isEqualTo(figure);
        assertThat(money.words()).isEqualTo(words);
    }
}
