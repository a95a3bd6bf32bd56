package dev.stagedoor.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * The handful of OpenSSL functions that SRTP needs (EVP_EncryptInit(3), HMAC(3)); 1.1 and 3.x have them alike. Pointers
 * travel as {@code long}, so that a call makes no segment objects; {@link PacketMemory} checks what such a number stands for.
 *
 * <p>All calls are marked critical: they take under a microsecond and neither block nor call back, and without the mark
 * each would pay for a thread state change twice.
 *
 * <p>Loading this class fails with a {@link LinkageError} where the library is missing.
 */
final class Libcrypto {
    /** EVP_CTRL_AEAD_GET_TAG of openssl/evp.h. */
    static final int CTRL_GET_TAG = 0x10;

    /** EVP_CTRL_AEAD_SET_TAG of openssl/evp.h. */
    static final int CTRL_SET_TAG = 0x11;

    private static final List<String> LIBRARY_NAMES =
            List.of("libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so", "libcrypto.3.dylib");
    private static final SymbolLookup LIBRARY = load();

    private static final MethodHandle CIPHER_CTX_NEW = function("EVP_CIPHER_CTX_new", JAVA_LONG);
    private static final MethodHandle CIPHER_CTX_FREE = procedure("EVP_CIPHER_CTX_free", JAVA_LONG);
    private static final MethodHandle CIPHER_CTX_CTRL =
            function("EVP_CIPHER_CTX_ctrl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle CIPHER_INIT =
            function("EVP_CipherInit_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle CIPHER_UPDATE =
            function("EVP_CipherUpdate", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle CIPHER_FINAL =
            function("EVP_CipherFinal_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle HMAC_CTX_NEW = function("HMAC_CTX_new", JAVA_LONG);
    private static final MethodHandle HMAC_CTX_FREE = procedure("HMAC_CTX_free", JAVA_LONG);
    private static final MethodHandle HMAC_INIT =
            function("HMAC_Init_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle HMAC_UPDATE = function("HMAC_Update", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle HMAC_FINAL = function("HMAC_Final", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private Libcrypto() {}

    /** Calls a function without arguments that returns a constant of the library, such as {@code EVP_aes_128_gcm}. */
    static long constant(String name) {
        try {
            return (long) function(name, JAVA_LONG).invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long newCipherContext() {
        try {
            return nonNull("EVP_CIPHER_CTX_new", (long) CIPHER_CTX_NEW.invokeExact());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void freeCipherContext(long context) {
        try {
            CIPHER_CTX_FREE.invokeExact(context);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Sets what is not 0 of cipher, key and initialisation vector. */
    static void cipherInit(long context, long cipher, long key, long iv, boolean encrypt) {
        try {
            expectOne(
                    "EVP_CipherInit_ex", (int) CIPHER_INIT.invokeExact(context, cipher, 0L, key, iv, encrypt ? 1 : 0));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Ciphers {@code length} bytes from {@code in} to {@code out}; with {@code out} 0 they are associated data. */
    static void cipherUpdate(long context, long out, long outLength, long in, int length) {
        try {
            expectOne("EVP_CipherUpdate", (int) CIPHER_UPDATE.invokeExact(context, out, outLength, in, length));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Ends a message; whether it was authentic, when decrypting. */
    static boolean cipherFinal(long context, long out, long outLength) {
        try {
            return (int) CIPHER_FINAL.invokeExact(context, out, outLength) == 1;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void cipherControl(long context, int command, int length, long pointer) {
        try {
            expectOne("EVP_CIPHER_CTX_ctrl", (int) CIPHER_CTX_CTRL.invokeExact(context, command, length, pointer));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long newHmacContext() {
        try {
            return nonNull("HMAC_CTX_new", (long) HMAC_CTX_NEW.invokeExact());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void freeHmacContext(long context) {
        try {
            HMAC_CTX_FREE.invokeExact(context);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Starts a message; key and digest 0 mean the same as last time. */
    static void hmacInit(long context, long key, int keyLength, long digest) {
        try {
            expectOne("HMAC_Init_ex", (int) HMAC_INIT.invokeExact(context, key, keyLength, digest, 0L));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void hmacUpdate(long context, long in, long length) {
        try {
            expectOne("HMAC_Update", (int) HMAC_UPDATE.invokeExact(context, in, length));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void hmacFinal(long context, long out, long outLength) {
        try {
            expectOne("HMAC_Final", (int) HMAC_FINAL.invokeExact(context, out, outLength));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static SymbolLookup load() {
        return LIBRARY_NAMES.stream()
                .map(Libcrypto::find)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new UnsatisfiedLinkError("none of " + LIBRARY_NAMES + " is installed"));
    }

    @SuppressWarnings("restricted") // allowed by --enable-native-access; without it JdkBackend takes over
    private static Optional<SymbolLookup> find(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return handle(name, FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle procedure(String name, MemoryLayout... arguments) {
        return handle(name, FunctionDescriptor.ofVoid(arguments));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
        MemorySegment symbol =
                LIBRARY.find(name).orElseThrow(() -> new UnsatisfiedLinkError("libcrypto lacks " + name));
        return Linker.nativeLinker().downcallHandle(symbol, descriptor, Linker.Option.critical(false));
    }

    private static long nonNull(String function, long pointer) {
        if (pointer == 0) {
            throw new OutOfMemoryError(function + " returned null");
        }
        return pointer;
    }

    private static void expectOne(String function, int result) {
        if (result != 1) {
            throw new IllegalStateException(function + " returned " + result + ", expected 1");
        }
    }

    private static RuntimeException unexpected(Throwable e) {
        switch (e) {
            case RuntimeException runtime -> throw runtime;
            case Error error -> throw error;
            default -> throw new AssertionError("a native call threw", e);
        }
    }
}
