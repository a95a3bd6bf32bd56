package dev.stagedoor.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,       192.0.2.1,           true",
        "192.0.2.1,       192.0.2.2,           false",
        "192.0.2.1,       ::192.0.2.1,         false",
        "2001:db8::1,     2001:db8::aaaa:2,    true",
        "2001:db8:0:1::1, 2001:db8:0:2::1,     false",
        "2001:db8::1,     192.0.2.1,           false",
        "::1,             ::2,                 false",
    })
    void whichAddressesAreInOneNetwork(String one, String other, boolean same) throws UnknownHostException {
        TransportAddress first = TransportAddress.of(InetAddress.getByName(one), 1);
        TransportAddress second = TransportAddress.of(InetAddress.getByName(other), 2);

        assertThat(first.isInNetworkOf(second)).isEqualTo(same);
        assertThat(second.isInNetworkOf(first)).isEqualTo(same);
    }
}
