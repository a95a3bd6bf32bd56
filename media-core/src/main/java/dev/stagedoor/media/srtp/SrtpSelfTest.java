package dev.stagedoor.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Checks a backend's primitives against published vectors before the first packet is trusted to them. */
final class SrtpSelfTest {
    private static final HexFormat HEX = HexFormat.of();

    /** McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 4 (AES-128) and 16 (AES-256). */
    private static final String GCM_KEY = "feffe9928665731c6d6a8f9467308308";

    private static final String GCM_NONCE = "cafebabefacedbaddecaf888";
    private static final String GCM_ASSOCIATED = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
    private static final String GCM_PLAIN = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
    private static final String GCM_128_SEALED = "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
            + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
            + "5bc94fbc3221a5db94fae95ae7121a47";
    private static final String GCM_256_SEALED = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
            + "76fc6ece0f4e1768cddf8853bb2d551b";

    /** RFC 3711 appendix B.2. */
    private static final String COUNTER_KEY = "2b7e151628aed2a6abf7158809cf4f3c";

    private static final String COUNTER_BLOCK = "f0f1f2f3f4f5f6f7f8f9fafbfcfd0000";
    private static final String COUNTER_STREAM =
            "e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab41e95b3bb0a2e8dd477901e4fca894c0";

    /** RFC 2202 §3, test case 1. */
    private static final String MAC_KEY = "0b".repeat(20);

    private static final String MAC_MESSAGE = HEX.formatHex("Hi There".getBytes(StandardCharsets.US_ASCII));
    private static final String MAC_RESULT = "b617318655057264e28bc0b6fb378c8ef146be00";

    /**
     * Vector code takes other ways by length: below a block, a block and a bit, around each number of blocks that it takes at once,
     * and as long as packets are.
     */
    private static final int[] LENGTHS = {
        0, 1, 15, 16, 17, 127, 128, 129, 255, 256, 257, 511, 512, 767, 768, 769, 1_200, 1_460
    };

    private final SrtpBackend backend;
    private final Arena arena;

    private SrtpSelfTest(SrtpBackend backend, Arena arena) {
        this.backend = backend;
        this.arena = arena;
    }

    /**
     * Runs all checks.
     *
     * @throws IllegalStateException naming the first check that fails
     */
    static void run(SrtpBackend backend) {
        try (Arena arena = Arena.ofConfined()) {
            SrtpSelfTest test = new SrtpSelfTest(backend, arena);
            test.aead(GCM_KEY, GCM_128_SEALED);
            test.aead(GCM_KEY + GCM_KEY, GCM_256_SEALED);
            test.sealsAsTheJdk(GCM_KEY);
            test.sealsAsTheJdk(GCM_KEY + GCM_KEY);
            test.counter();
            test.mac();
        }
    }

    private void aead(String key, String sealed) {
        MemorySegment nonce = segment(GCM_NONCE);
        MemorySegment associated = segment(GCM_ASSOCIATED);
        MemorySegment plain = segment(GCM_PLAIN);
        int length = (int) plain.byteSize();
        MemorySegment target = arena.allocate(length + AeadSealer.TAG_BYTES);
        try (AeadSealer sealer = backend.aeadSealer(HEX.parseHex(key));
                AeadOpener opener = backend.aeadOpener(HEX.parseHex(key))) {
            sealer.begin(nonce);
            sealer.associate(associated, 0, (int) associated.byteSize());
            sealer.seal(plain, 0, length, target, 0);
            expect("AES-GCM sealing", sealed, target);
            expect("AES-GCM opening", open(opener, nonce, associated, target, length));
            expect("AES-GCM opening", GCM_PLAIN, target.asSlice(0, length));

            MemorySegment forged = segment(sealed);
            forged.set(ValueLayout.JAVA_BYTE, 0, (byte) 0);
            expect("AES-GCM refusal of a forged message", !open(opener, nonce, associated, forged, length));
        }
    }

    /** The published vectors are shorter than packets, so longer messages are compared with what the JDK makes of them. */
    private void sealsAsTheJdk(String key) {
        MemorySegment nonce = segment(GCM_NONCE);
        MemorySegment associated = segment(GCM_ASSOCIATED);
        MemorySegment plain = arena.allocate(LENGTHS[LENGTHS.length - 1]);
        for (int i = 0; i < plain.byteSize(); i++) {
            plain.set(ValueLayout.JAVA_BYTE, i, (byte) (i * 31));
        }
        try (AeadSealer sealer = backend.aeadSealer(HEX.parseHex(key));
                AeadSealer reference = new JdkBackend().aeadSealer(HEX.parseHex(key));
                AeadOpener opener = backend.aeadOpener(HEX.parseHex(key))) {
            for (int length : LENGTHS) {
                nonce.set(ValueLayout.JAVA_INT_UNALIGNED, 0, length); // the JDK refuses to use one twice
                MemorySegment sealed = seal(sealer, nonce, associated, plain, length);
                MemorySegment expected = seal(reference, nonce, associated, plain, length);
                expect("AES-GCM of " + length + " bytes", sealed.mismatch(expected) < 0);
                expect("AES-GCM opening " + length + " bytes", open(opener, nonce, associated, sealed, length));
                MemorySegment opened = sealed.asSlice(0, length);
                expect("AES-GCM opened " + length + " bytes", opened.mismatch(plain.asSlice(0, length)) < 0);
            }
        }
    }

    private MemorySegment seal(
            AeadSealer sealer, MemorySegment nonce, MemorySegment associated, MemorySegment plain, int length) {
        MemorySegment target = arena.allocate((long) length + AeadSealer.TAG_BYTES);
        sealer.begin(nonce);
        sealer.associate(associated, 0, (int) associated.byteSize());
        sealer.seal(plain, 0, length, target, 0);
        return target;
    }

    private static boolean open(
            AeadOpener opener, MemorySegment nonce, MemorySegment associated, MemorySegment sealed, int length) {
        opener.begin(nonce);
        opener.associate(associated, 0, (int) associated.byteSize());
        return opener.open(sealed, 0, length);
    }

    private void counter() {
        MemorySegment target = arena.allocate(COUNTER_STREAM.length() / 2);
        try (CounterCipher cipher = backend.counterCipher(HEX.parseHex(COUNTER_KEY))) {
            cipher.apply(segment(COUNTER_BLOCK), target, 0, (int) target.byteSize(), target, 0);
        }
        expect("AES-CTR", COUNTER_STREAM, target);
    }

    private void mac() {
        MemorySegment message = segment(MAC_MESSAGE);
        MemorySegment result = arena.allocate(PacketMac.RESULT_BYTES);
        try (PacketMac mac = backend.hmacSha1(HEX.parseHex(MAC_KEY))) {
            for (int round = 0; round < 2; round++) {
                result.fill((byte) 0);
                mac.update(message, 0, (int) message.byteSize());
                mac.finish(result);
                expect("HMAC-SHA1", MAC_RESULT, result);
            }
        }
    }

    private MemorySegment segment(String hex) {
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, HEX.parseHex(hex));
    }

    private void expect(String check, String hex, MemorySegment actual) {
        expect(check, Arrays.equals(HEX.parseHex(hex), actual.toArray(ValueLayout.JAVA_BYTE)));
    }

    private void expect(String check, boolean holds) {
        if (!holds) {
            throw new IllegalStateException(backend.name() + " failed its self-test: " + check);
        }
    }
}
