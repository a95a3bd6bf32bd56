package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Sale;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CCBill's charge by a previous transaction: what is sent, and what each answer of its documents means. */
class CcbillChargesTest {
    private static final UUID ORDER = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06");
    private static final NewOrder TERMS =
            new NewOrder(ORDER, UUID.randomUUID(), "auto:1", "usd-5", new Sale(Asset.USD, 499, 0, 5_000, 0));

    private final List<ProviderHttp.Call> asked = new ArrayList<>();

    private CcbillProvider ccbill(ProviderHttp http) {
        return new CcbillProvider(
                new ProviderTerms.Ccbill(
                        "https://ccbill.example",
                        "flex",
                        "900000",
                        "0001",
                        30,
                        "salt",
                        new ProviderTerms.Datalink("https://bill.example/billingApi.cgi", "user", "pass word")),
                call -> {
                    asked.add(call);
                    return http.send(call);
                });
    }

    private ChargeOutcome answered(int status, String body) {
        return ccbill(_ -> new ProviderHttp.Answer(status, body)).chargeAgain(TERMS, "0912191101000000058");
    }

    @Test
    void shouldAskForOnePriceOfTheEarlierSubscriptionAndNameOurOrder() {
        answered(200, CcbillDouble.APPROVED);
        assertThat(asked).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.body())
                    .isEqualTo("clientAccnum=900000&usingSubacc=0001&username=user"
                            + "&password=pass+word&action=chargeByPreviousTransactionId&newClientAccnum=900000"
                            + "&newClientSubacc=0001&sharedAuthentication=1&initialPrice=4.99&initialPeriod=30"
                            + "&recurringPrice=0.00&recurringPeriod=0&rebills=0&subscriptionId=0912191101000000058"
                            + "&currencyCode=840&returnXML=1&order=" + ORDER);
            assertThat(call.toString()).isEqualTo("POST https://bill.example/billingApi.cgi");
        });
    }

    @Test
    void shouldBePaidByTheNewSubscription() {
        assertThat(answered(200, CcbillDouble.APPROVED))
                .isInstanceOfSatisfying(ChargeOutcome.Answered.class, answer -> {
                    assertThat(answer.event())
                            .isEqualTo(new ProviderEvent(
                                    "charged-" + ORDER + "-0222057601000146926",
                                    ProviderEvent.Kind.SUCCEEDED,
                                    ORDER,
                                    "0222057601000146926",
                                    new Money(499, Asset.USD)));
                    assertThat(answer.raw())
                            .contains("approved", ORDER.toString())
                            .doesNotContain("pass");
                });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    <results><approved>0</approved><declineCode>16</declineCode><denialId>7</denialId></results> | FAILED
                    <results><approved>0</approved></results>                                                    | FAILED
                    <results>-2</results>                                                                        | FAILED
                    <results>-3</results>                                                                        | FAILED
                    <results>-4</results>                                                                        | FAILED
                    <results>-1</results>                                                                        | NotSent
                    <results>-5</results>                                                                        | NotSent
                    <results>-8</results>                                                                        | NotSent
                    <results>-7</results>                                                                        | Unknown
                    <results>0</results>                                                                         | Unknown
                    <results>1</results>                                                                         | Unknown
                    <results><approved>1</approved></results>                                                    | Unknown
                    <results><approved>2</approved></results>                                                    | Unknown
                    <answer><approved>1</approved><subscriptionId>7</subscriptionId></answer>                    | Unknown
                    approved, subscriptionId                                                                     | Unknown
                    ''                                                                                           | Unknown
                    """)
    void shouldBelieveOnlyAClearWord(String body, String meaning) {
        ChargeOutcome outcome = answered(200, body);
        String found = outcome instanceof ChargeOutcome.Answered answer
                ? answer.event().kind().name()
                : outcome.getClass().getSimpleName();
        assertThat(found).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SYSTEM \"file:///etc/hostname\"", "\"0912112601000035001\""})
    void shouldReadNothingFromOutsideOfTheAnswer(String entity) {
        String body = """
                <!DOCTYPE results [<!ENTITY id %s>]>
                <results><approved>1</approved><subscriptionId>&id;</subscriptionId></results>""".formatted(entity);
        assertThat(answered(200, body)).isInstanceOf(ChargeOutcome.Unknown.class);
    }

    @Test
    void shouldTellWhatWasNeverSentFromWhatMayHaveBeen() {
        assertThat(answered(502, CcbillDouble.APPROVED)).isInstanceOf(ChargeOutcome.Unknown.class);
        assertThat(ccbill(_ -> {
                            throw new ConnectException("refused");
                        })
                        .chargeAgain(TERMS, "1"))
                .isInstanceOf(ChargeOutcome.NotSent.class);
        assertThat(ccbill(_ -> {
                            throw new IOException("cut");
                        })
                        .chargeAgain(TERMS, "1"))
                .isEqualTo(new ChargeOutcome.Unknown("bill.example: IOException"));
    }
}
