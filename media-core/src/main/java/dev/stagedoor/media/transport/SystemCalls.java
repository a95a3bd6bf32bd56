package dev.stagedoor.media.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * recvmmsg(2) and sendmmsg(2): many datagrams a system call, without objects. Not marked critical: the kernel may take a
 * millisecond over a full batch, during which a collector must not wait for this thread.
 */
final class SystemCalls {
    /** Do not wait (MSG_DONTWAIT). */
    static final int DONT_WAIT = 0x40;

    /** Set on a received message that did not fit (MSG_TRUNC). */
    static final int TRUNCATED = 0x20;

    /** The send buffer is full (EAGAIN). */
    static final int AGAIN = 11;

    /** Of a segmented message: it would leave by a device without checksum offload, or through IPsec (EIO). */
    static final int IO = 5;

    /** Of a segmented message: cannot be cut; on older kernels, its segments are longer than the path carries (EINVAL). */
    static final int INVALID = 22;

    /** Longer than the path carries; of a segmented message, its segments are (EMSGSIZE). */
    static final int TOO_LONG = 90;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle RECVMMSG =
            handle("recvmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final FunctionDescriptor SENDMMSG_TYPE =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle SENDMMSG = handle("sendmmsg", SENDMMSG_TYPE);
    private static final MethodHandle SENDMMSG_TELLING_WHY =
            handle("sendmmsg", SENDMMSG_TYPE, Linker.Option.captureCallState("errno"));

    private SystemCalls() {}

    /** Memory for the error number of one thread's calls. */
    static MemorySegment newCallState() {
        return Arena.global().allocate(STATE);
    }

    /** Receives up to {@code count} messages; how many, or -1 when there are none. */
    static int receive(int descriptor, long headers, int count) {
        try {
            return (int) RECVMMSG.invokeExact(descriptor, headers, count, DONT_WAIT, 0L);
        } catch (Throwable e) {
            throw new AssertionError("recvmmsg cannot throw", e);
        }
    }

    /**
     * Sends up to {@code count} messages; how many, or the error number below zero when the first could not be sent. A call
     * that keeps the error number makes an object, so it is made only to hear why the first one sent nothing.
     */
    static int send(MemorySegment callState, int descriptor, long headers, int count) {
        try {
            int sent = (int) SENDMMSG.invokeExact(descriptor, headers, count, DONT_WAIT);
            if (sent > 0) {
                return sent;
            }
            int sentAfterAll = (int) SENDMMSG_TELLING_WHY.invokeExact(callState, descriptor, headers, count, DONT_WAIT);
            return sentAfterAll > 0 ? sentAfterAll : -(int) ERRNO.get(callState, 0L);
        } catch (Throwable e) {
            throw new AssertionError("sendmmsg cannot throw", e);
        }
    }

    @SuppressWarnings("restricted") // allowed by --enable-native-access; without it NioDatagramIo takes over
    private static MethodHandle handle(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the C library lacks " + name));
        return linker.downcallHandle(symbol, descriptor, options);
    }
}
