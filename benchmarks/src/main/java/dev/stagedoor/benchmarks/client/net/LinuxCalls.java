package dev.stagedoor.benchmarks.client.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The system calls of {@link EpollPoller} and its sockets, see their pages in section 2 of the manual. */
final class LinuxCalls {
    static final int AF_INET = 2;
    static final int SOCK_DGRAM = 2;
    static final int NON_BLOCKING = 0x800;
    static final int CLOSE_ON_EXEC = 0x80000;
    static final int SOL_SOCKET = 1;
    static final int SO_RCVBUF = 8;
    static final int SO_RCVBUFFORCE = 33;
    static final int SOL_UDP = 17;
    static final int UDP_GRO = 104;
    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLLIN = 1;
    static final int MSG_DONTWAIT = 0x40;

    private static final MethodHandle SOCKET = handle("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = handle("bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CONNECT = handle("connect", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = handle("getsockname", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SETSOCKOPT =
            handle("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = handle("close", JAVA_INT);
    private static final MethodHandle EPOLL_CREATE = handle("epoll_create1", JAVA_INT);
    private static final MethodHandle EPOLL_CTL = handle("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle EPOLL_WAIT =
            handle("epoll_pwait2", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle EVENTFD = handle("eventfd", JAVA_INT, JAVA_INT);
    private static final MethodHandle RECVMMSG = handle("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SENDTO =
            longHandle("sendto", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle READ = longHandle("read", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = longHandle("write", JAVA_INT, ADDRESS, JAVA_LONG);

    private LinuxCalls() {}

    static int socket() throws IOException {
        try {
            return checked("socket", (int) SOCKET.invokeExact(AF_INET, SOCK_DGRAM | NON_BLOCKING | CLOSE_ON_EXEC, 0));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void bind(int descriptor, MemorySegment address) throws IOException {
        try {
            checked("bind", (int) BIND.invokeExact(descriptor, address, (int) address.byteSize()));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** False if the system refuses. */
    static boolean connect(int descriptor, MemorySegment address) {
        try {
            return (int) CONNECT.invokeExact(descriptor, address, (int) address.byteSize()) == 0;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Writes the socket's own address over {@code address}; {@code length} holds the length of that memory. */
    static void localAddress(int descriptor, MemorySegment address, MemorySegment length) {
        try {
            var _ = (int) GETSOCKNAME.invokeExact(descriptor, address, length);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** False if the system refuses. */
    static boolean setOption(int descriptor, int level, int option, int value) {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocateFrom(JAVA_INT, value);
            return (int) SETSOCKOPT.invokeExact(descriptor, level, option, memory, Integer.BYTES) == 0;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void close(int descriptor) {
        try {
            var _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int epoll() throws IOException {
        try {
            return checked("epoll_create1", (int) EPOLL_CREATE.invokeExact(CLOSE_ON_EXEC));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void watch(int epoll, int descriptor, MemorySegment event) throws IOException {
        try {
            checked("epoll_ctl", (int) EPOLL_CTL.invokeExact(epoll, EPOLL_CTL_ADD, descriptor, event));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** How many events there are; 0 after the wait, or -1 when a signal ended it. */
    static int await(int epoll, MemorySegment events, int count, MemorySegment timeout) {
        try {
            return (int) EPOLL_WAIT.invokeExact(epoll, events, count, timeout, MemorySegment.NULL);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int eventDescriptor() throws IOException {
        try {
            return checked("eventfd", (int) EVENTFD.invokeExact(0, NON_BLOCKING | CLOSE_ON_EXEC));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** How many messages came; -1 for none. */
    static int receive(int descriptor, MemorySegment headers, int count) {
        try {
            return (int) RECVMMSG.invokeExact(descriptor, headers, count, MSG_DONTWAIT, MemorySegment.NULL);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** To an address, or with {@link MemorySegment#NULL} to where the socket is connected. What does not leave is lost. */
    static void send(int descriptor, MemorySegment bytes, long length, MemorySegment address) {
        try {
            var _ = (long)
                    SENDTO.invokeExact(descriptor, bytes, length, MSG_DONTWAIT, address, (int) address.byteSize());
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void read(int descriptor, MemorySegment memory) {
        try {
            var _ = (long) READ.invokeExact(descriptor, memory, memory.byteSize());
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void write(int descriptor, MemorySegment memory) {
        try {
            var _ = (long) WRITE.invokeExact(descriptor, memory, memory.byteSize());
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private static int checked(String call, int result) throws IOException {
        if (result < 0) {
            throw new IOException(call + " failed; out of file descriptors, perhaps: see ulimit -n");
        }
        return result;
    }

    private static AssertionError impossible(Throwable e) {
        return new AssertionError("a system call cannot throw", e);
    }

    private static MethodHandle handle(String name, ValueLayout... arguments) {
        return link(name, FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static MethodHandle longHandle(String name, ValueLayout... arguments) {
        return link(name, FunctionDescriptor.of(JAVA_LONG, arguments));
    }

    @SuppressWarnings("restricted") // the launcher allows native access
    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
        var linker = Linker.nativeLinker();
        var symbol = linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the C library lacks " + name));
        return linker.downcallHandle(symbol, descriptor);
    }
}
