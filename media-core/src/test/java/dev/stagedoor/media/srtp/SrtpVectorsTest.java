package dev.stagedoor.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class SrtpVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    static final List<SrtpBackend> BACKENDS = SrtpFixture.BACKENDS;

    @Test
    void derivesTheKeysOfRfc3711AppendixB3() {
        SessionKeys keys = new SessionKeys(
                SrtpProfile.AES128_CM_SHA1_80,
                HEX.parseHex("e1f97a0d3e018be0d64fa32c06de4139"),
                HEX.parseHex("0ec675ad498afeebb6960b3aabe6"));

        assertThat(HEX.formatHex(keys.rtpEncryptionKey())).isEqualTo("c61e7a93744f39ee10734afe3ff7a087");
        assertThat(HEX.formatHex(keys.rtpSalt())).isEqualTo("30cbbc08863d8c85d49db34a9ae1");
        assertThat(HEX.formatHex(keys.rtpAuthenticationKey())).isEqualTo("cebe321f6ff7716b6fd4ab49af256a156d38baa4");
    }

    @Test
    void buildsTheNonceOfRfc7714Section16() {
        AeadNonce nonce = new AeadNonce(HEX.parseHex("517569642070726f2071756f"));

        assertThat(HEX.formatHex(nonce.of(0x5501a0b2, 0xf17b).toArray(ValueLayout.JAVA_BYTE)))
                .isEqualTo("51753c6580c2726f20718414");
    }

    @ParameterizedTest
    @CsvSource({
        "000102030405060708090a0b0c0d0e0f, f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                + "899d7f27beb16a9152cf765ee4390cce",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f, 32b1de78a822fe12ef9f78fa332e33aab18012389a58e"
                + "2f3b50b2a0276ffae0f1ba63799b87b7aa3db36dfffd6b0f9bb7878d7a76c13"
    })
    void sealsThePacketOfRfc7714Section16(String key, String sealed) {
        MemorySegment header = segment("8040f17b8041f8d35501a0b2");
        MemorySegment plain = segment("47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573");
        MemorySegment target = Arena.ofAuto().allocate(sealed.length() / 2);
        for (SrtpBackend backend : BACKENDS) {
            try (AeadSealer sealer = backend.aeadSealer(HEX.parseHex(key))) {
                sealer.begin(segment("51753c6580c2726f20718414"));
                sealer.associate(header, 0, 12);
                sealer.seal(plain, 0, (int) plain.byteSize(), target, 0);
            }
            assertThat(HEX.formatHex(target.toArray(ValueLayout.JAVA_BYTE)))
                    .as(backend.name())
                    .isEqualTo(sealed);
        }
    }

    @ParameterizedTest
    @FieldSource("BACKENDS")
    void everyBackendPassesTheSelfTest(SrtpBackend backend) {
        assertThatCode(() -> SrtpSelfTest.run(backend)).doesNotThrowAnyException();
    }

    @Test
    void theSelfTestFindsABackendThatLies() {
        assertThatThrownBy(
                        () -> SrtpSelfTest.run(new LyingBackend(UnaryOperator.identity(), key -> new byte[key.length])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("liar failed its self-test: HMAC-SHA1");
    }

    @Test
    void theSelfTestFindsACipherThatIsWrongAboutLongMessages() {
        assertThatThrownBy(() -> SrtpSelfTest.run(new LyingBackend(ForgetfulSealer::new, UnaryOperator.identity())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("liar failed its self-test: AES-GCM of 768 bytes");
    }

    private static MemorySegment segment(String hex) {
        return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, HEX.parseHex(hex));
    }

    /**
     * Right in everything but what it is told to lie about.
     *
     * @param sealing what becomes of an honest sealer
     * @param macKey what becomes of an HMAC's key
     */
    private record LyingBackend(UnaryOperator<AeadSealer> sealing, UnaryOperator<byte[]> macKey)
            implements SrtpBackend {
        private static final SrtpBackend HONEST = new JdkBackend();

        @Override
        public String name() {
            return "liar";
        }

        @Override
        public AeadSealer aeadSealer(byte[] key) {
            return sealing.apply(HONEST.aeadSealer(key));
        }

        @Override
        public AeadOpener aeadOpener(byte[] key) {
            return HONEST.aeadOpener(key);
        }

        @Override
        public CounterCipher counterCipher(byte[] key) {
            return HONEST.counterCipher(key);
        }

        @Override
        public PacketMac hmacSha1(byte[] key) {
            return HONEST.hmacSha1(macKey.apply(key));
        }
    }

    /** Leaves the last byte of a message of 768 bytes as it was. */
    private record ForgetfulSealer(AeadSealer honest) implements AeadSealer {
        @Override
        public void begin(MemorySegment nonce) {
            honest.begin(nonce);
        }

        @Override
        public void associate(MemorySegment segment, long offset, int length) {
            honest.associate(segment, offset, length);
        }

        @Override
        public void seal(MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset) {
            honest.seal(source, sourceOffset, length, target, targetOffset);
            if (length == 768) {
                byte plain = source.get(ValueLayout.JAVA_BYTE, sourceOffset + length - 1);
                target.set(ValueLayout.JAVA_BYTE, targetOffset + length - 1, plain);
            }
        }

        @Override
        public void close() {
            honest.close();
        }
    }
}
