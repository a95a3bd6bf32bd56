package dev.stagedoor.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.ice.StunMessage.BindingRequest;
import dev.stagedoor.media.ice.StunMessage.Ignored;
import dev.stagedoor.media.ice.StunMessage.Malformed;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StunCodecTest {
    private static final IceCredentials LOCAL = new IceCredentials("localfragment", "localpasswordlocalpassword");

    /** RFC 5769 §2.1, a request from another implementation: password VOkJxbRl1RmTxUk/WvJxBt, user evtj:h6vY. */
    private static final byte[] RFC_5769_REQUEST = HexFormat.of()
            .parseHex("000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e7400240004"
                    + "6e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56"
                    + "781ef2b5b2d3f249c1b571a280280004e57a3bcf");

    @Test
    void shouldReadTheRequestOfRfc5769() {
        BindingRequest request = (BindingRequest) StunCodec.decode(RFC_5769_REQUEST);

        assertThat(request.localFragment()).isEqualTo("evtj");
        assertThat(request.remoteFragment()).isEqualTo("h6vY");
        assertThat(request.peerIsControlled()).isTrue();
        assertThat(request.useCandidate()).isFalse();
        assertThat(StunCodec.isAuthentic(request, "VOkJxbRl1RmTxUk/WvJxBt")).isTrue();
        assertThat(StunCodec.isAuthentic(request, "VOkJxbRl1RmTxUk/WvJxBu")).isFalse();
    }

    @Test
    void shouldWriteAnswersAnotherDecoderUnderstands() throws Exception {
        BindingRequest request = (BindingRequest) StunCodec.decode(CheckBuilder.check(7, LOCAL, "remote", true));
        for (String host : new String[] {"192.0.2.1", "2001:db8::1"}) {
            InetSocketAddress seenAt = new InetSocketAddress(host, 32_853);
            byte[] answer = StunCodec.success(request, TransportAddress.of(seenAt), LOCAL.password());

            var message = org.ice4j.message.Message.decode(answer, 0, answer.length);
            var mapped = (org.ice4j.attribute.XorMappedAddressAttribute)
                    message.getAttribute(org.ice4j.attribute.Attribute.XOR_MAPPED_ADDRESS);
            var address = mapped.getAddress(message.getTransactionID());
            assertThat(address.getAddress()).isEqualTo(seenAt.getAddress());
            assertThat(address.getPort()).isEqualTo(32_853);
            assertThat(message.containsAttribute(org.ice4j.attribute.Attribute.FINGERPRINT))
                    .isTrue();
        }
    }

    @Test
    void shouldNeverAnswerWithMoreThanTheCheckHad() {
        byte[] check = CheckBuilder.check(7, LOCAL, "remote", false);
        BindingRequest request = (BindingRequest) StunCodec.decode(check);
        TransportAddress ipv6 = TransportAddress.of(new InetSocketAddress("2001:db8::1", 1));

        assertThat(StunCodec.success(request, ipv6, LOCAL.password())).hasSizeLessThanOrEqualTo(check.length);
        assertThat(StunCodec.roleConflict(request, LOCAL.password())).hasSizeLessThanOrEqualTo(check.length);
    }

    @Test
    void shouldRefuseWhatIsNoCheck() {
        byte[] check = CheckBuilder.check(7, LOCAL, "remote", true);
        byte[] wrongFingerprint = check.clone();
        wrongFingerprint[check.length - 1] ^= 1;
        byte[] indication = check.clone();
        indication[1] = 0x11;

        assertThat(StunCodec.decode(new byte[0])).isInstanceOf(Malformed.class);
        assertThat(StunCodec.decode(Arrays.copyOf(check, check.length - 4))).isInstanceOf(Malformed.class);
        assertThat(StunCodec.decode(wrongFingerprint)).isInstanceOf(Malformed.class);
        assertThat(StunCodec.decode(new CheckBuilder(1).username("a:b").unsigned()))
                .isInstanceOf(Malformed.class);
        assertThat(StunCodec.decode(new CheckBuilder(1).signed("password"))).isInstanceOf(Malformed.class);
        assertThat(StunCodec.decode(new CheckBuilder(1).username("nocolon").signed("password")))
                .isInstanceOf(Malformed.class);
        assertThat(StunCodec.decode(indication)).isInstanceOf(Ignored.class);
    }

    @Test
    void shouldBeTotalOverRandomAndMutatedBytes() {
        long seed = 8_489;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] check = CheckBuilder.check(7, LOCAL, "remote", true);
        int requests = 0;
        for (int round = 0; round < 60_000; round++) {
            byte[] datagram = round % 2 == 0 ? mutated(check, random) : noise(random);
            StunMessage message = StunCodec.decode(datagram);
            if (message instanceof BindingRequest request) {
                requests++;
                assertThat(StunCodec.isAuthentic(request, LOCAL.password()))
                        .isEqualTo(agreesUpToFingerprint(datagram, check));
            }
        }
        assertThat(requests).as("some get through to the integrity check").isPositive();
    }

    /** The integrity covers all but the fingerprint, and the length only as it would be without it. */
    private static boolean agreesUpToFingerprint(byte[] datagram, byte[] check) {
        int end = check.length - 8;
        return datagram.length >= end && Arrays.equals(datagram, 4, end, check, 4, end);
    }

    private static byte[] mutated(byte[] check, Random random) {
        byte[] copy = check.clone();
        // Half of them without a fingerprint, so that damage reaches the attributes' decoders.
        if (random.nextBoolean()) {
            copy = Arrays.copyOf(copy, copy.length - 8);
            copy[3] = (byte) (copy[3] - 8);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        return copy;
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(30) * 4];
        random.nextBytes(bytes);
        if (bytes.length >= 24) {
            byte[] header = {0, 1, 0, (byte) (bytes.length - 20), 0x21, 0x12, (byte) 0xA4, 0x42};
            System.arraycopy(header, 0, bytes, 0, header.length);
            bytes[20] = 0;
            bytes[21] = (byte) random.nextInt(0x30);
            bytes[22] = 0;
            bytes[23] = (byte) (bytes.length - 24);
        }
        return bytes;
    }
}
