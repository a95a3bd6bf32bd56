package dev.stagedoor.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.List;
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
        assertThatThrownBy(() -> SrtpSelfTest.run(new LyingBackend()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("liar failed its self-test: HMAC-SHA1");
    }

    private static MemorySegment segment(String hex) {
        return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, HEX.parseHex(hex));
    }

    /** Right in everything but the key of its HMAC. */
    private static final class LyingBackend implements SrtpBackend {
        private final SrtpBackend honest = new JdkBackend();

        @Override
        public String name() {
            return "liar";
        }

        @Override
        public AeadSealer aeadSealer(byte[] key) {
            return honest.aeadSealer(key);
        }

        @Override
        public AeadOpener aeadOpener(byte[] key) {
            return honest.aeadOpener(key);
        }

        @Override
        public CounterCipher counterCipher(byte[] key) {
            return honest.counterCipher(key);
        }

        @Override
        public PacketMac hmacSha1(byte[] key) {
            return honest.hmacSha1(new byte[key.length]);
        }
    }
}
