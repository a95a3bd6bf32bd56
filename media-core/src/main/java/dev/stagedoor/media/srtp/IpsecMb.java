package dev.stagedoor.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The six functions of Intel's Multi-Buffer Crypto for IPsec library that AES-GCM needs: expanding a key, sealing and opening,
 * for both key lengths. They seal a packet in one call where libcrypto takes five, and need no state but the expanded key. The
 * variant for AVX2 is called by its name, which is part of the library's interface; the one for vector AES on 512 bits has the same
 * parameters and is exported, but not declared, so it is taken only where the processor and the library have it. What it
 * computes is in the self-test, at the lengths of real packets.
 *
 * <p>Calls are marked critical, as in {@link Libcrypto}, and each is spelled out with its own constant handle: one method for
 * all four that takes the handle measured a tenth slower (two runs in turn, so rather a hint than a proof). Loading this class fails with a {@link LinkageError} where the library
 * or the processor's instructions are missing.
 */
final class IpsecMb {
    /** struct gcm_key_data is 1,248 bytes in version 1.3; more would be a surprise, and a little more is allowed for. */
    static final int KEY_DATA_BYTES = 2_048;

    /** struct gcm_context_data, scratch memory of a call. */
    static final int CONTEXT_BYTES = 256;

    static final int KEY_DATA_ALIGNMENT = 64;

    private static final String LIBRARY_NAME = "libIPSec_MB.so.1";
    private static final Set<String> FLAGS_OF_AVX2 = Set.of("aes", "avx2", "bmi2", "pclmulqdq");
    private static final Set<String> FLAGS_OF_VECTOR_AES =
            Set.of("avx512f", "avx512vl", "avx512bw", "avx512dq", "gfni", "vaes", "vpclmulqdq");
    private static final Set<String> FLAGS = processorFlags();
    private static final SymbolLookup LIBRARY = load();
    private static final String VARIANT = variant();

    private static final MethodHandle EXPAND_128 = expand("aes_gcm_pre_128_");
    private static final MethodHandle EXPAND_256 = expand("aes_gcm_pre_256_");
    private static final MethodHandle SEAL_128 = cipher("aes_gcm_enc_128_");
    private static final MethodHandle SEAL_256 = cipher("aes_gcm_enc_256_");
    private static final MethodHandle OPEN_128 = cipher("aes_gcm_dec_128_");
    private static final MethodHandle OPEN_256 = cipher("aes_gcm_dec_256_");

    private IpsecMb() {}

    /** Expands a key of 16 or 32 bytes. */
    static void expand(boolean is256, long key, long keyData) {
        try {
            if (is256) {
                EXPAND_256.invokeExact(key, keyData);
            } else {
                EXPAND_128.invokeExact(key, keyData);
            }
        } catch (Throwable e) {
            throw new AssertionError("a native call threw", e);
        }
    }

    /** Encrypts {@code length} bytes from {@code in} to {@code out} and writes the tag. */
    static void seal(IpsecMbKey key, long out, long in, long length, long tag) {
        try {
            if (key.is256()) {
                SEAL_256.invokeExact(
                        key.data(),
                        key.context(),
                        out,
                        in,
                        length,
                        key.nonce(),
                        key.associated(),
                        key.associatedLength(),
                        tag,
                        (long) AeadSealer.TAG_BYTES);
            } else {
                SEAL_128.invokeExact(
                        key.data(),
                        key.context(),
                        out,
                        in,
                        length,
                        key.nonce(),
                        key.associated(),
                        key.associatedLength(),
                        tag,
                        (long) AeadSealer.TAG_BYTES);
            }
        } catch (Throwable e) {
            throw new AssertionError("a native call threw", e);
        }
    }

    /** Decrypts {@code length} bytes from {@code in} to {@code out} and writes the tag that they should have. */
    static void open(IpsecMbKey key, long out, long in, long length, long tag) {
        try {
            if (key.is256()) {
                OPEN_256.invokeExact(
                        key.data(),
                        key.context(),
                        out,
                        in,
                        length,
                        key.nonce(),
                        key.associated(),
                        key.associatedLength(),
                        tag,
                        (long) AeadSealer.TAG_BYTES);
            } else {
                OPEN_128.invokeExact(
                        key.data(),
                        key.context(),
                        out,
                        in,
                        length,
                        key.nonce(),
                        key.associated(),
                        key.associatedLength(),
                        tag,
                        (long) AeadSealer.TAG_BYTES);
            }
        } catch (Throwable e) {
            throw new AssertionError("a native call threw", e);
        }
    }

    @SuppressWarnings("restricted") // allowed by --enable-native-access; without it another backend takes over
    private static SymbolLookup load() {
        if (!FLAGS.containsAll(FLAGS_OF_AVX2)) {
            throw new UnsatisfiedLinkError("the processor lacks one of " + FLAGS_OF_AVX2);
        }
        try {
            return SymbolLookup.libraryLookup(LIBRARY_NAME, Arena.global());
        } catch (IllegalArgumentException absent) {
            throw new UnsatisfiedLinkError(LIBRARY_NAME + " is not installed");
        }
    }

    private static String variant() {
        String wide = "vaes_avx512";
        boolean isWide = FLAGS.containsAll(FLAGS_OF_VECTOR_AES)
                && LIBRARY.find("aes_gcm_enc_128_" + wide).isPresent();
        return isWide ? wide : "avx_gen4";
    }

    /** The instructions that are used, for the log: {@code vaes_avx512} or {@code avx_gen4}, as the library calls them. */
    static String instructions() {
        return VARIANT;
    }

    /** A function called by its name is not chosen by the library for this processor, so we look ourselves. */
    private static Set<String> processorFlags() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.copyOf(List.of(line.split("\\s+", -1))))
                    .orElse(Set.of());
        } catch (IOException noLinux) {
            return Set.of();
        }
    }

    private static MethodHandle expand(String function) {
        return handle(function + VARIANT, FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG));
    }

    private static MethodHandle cipher(String function) {
        return handle(
                function + VARIANT,
                FunctionDescriptor.ofVoid(
                        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                        JAVA_LONG, JAVA_LONG));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
        MemorySegment symbol =
                LIBRARY.find(name).orElseThrow(() -> new UnsatisfiedLinkError(LIBRARY_NAME + " lacks " + name));
        return Linker.nativeLinker().downcallHandle(symbol, descriptor, Linker.Option.critical(false));
    }
}
