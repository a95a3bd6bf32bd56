package dev.stagedoor.server.doctor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * Whether something keeps this machine's clock right. The kernel knows (adjtimex(2)): time daemons tell it the error they
 * have measured, and it marks the clock when nobody has for long. No server is asked, so this works without a network.
 */
final class ClockCheck implements Check {
    private static final String NAME = "clock";
    private static final int TIMEX_BYTES = 208;
    private static final int MAXIMUM_ERROR_OFFSET = 24;
    private static final int STATUS_OFFSET = 40;
    private static final int UNSYNCHRONIZED = 0x40;
    private static final String REMEDY =
            "run a time daemon: timedatectl set-ntp true, or install chrony; in a container or virtual machine on its host";

    @Override
    @SuppressWarnings(
            "restricted") // the function is the C library's own, and its structure is laid out as its header says
    public List<Finding> run() {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            SymbolLookup libc = linker.defaultLookup();
            MethodHandle adjtimex = linker.downcallHandle(
                    libc.find("adjtimex").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            MemorySegment timex = arena.allocate(TIMEX_BYTES, 8);
            int state = (int) adjtimex.invokeExact(timex);
            long errorMs = timex.get(ValueLayout.JAVA_LONG, MAXIMUM_ERROR_OFFSET) / 1_000;
            int status = timex.get(ValueLayout.JAVA_INT, STATUS_OFFSET);
            return List.of(judge(state >= 0 && (status & UNSYNCHRONIZED) == 0, errorMs));
        } catch (Throwable unknown) {
            return List.of(Finding.warning(NAME, "the kernel does not tell whether it is kept right", REMEDY));
        }
    }

    static Finding judge(boolean synchronizedByDaemon, long errorMs) {
        return synchronizedByDaemon
                ? Finding.ok(NAME, "kept right, at most " + errorMs + " ms off")
                : Finding.warning(NAME, "nothing keeps it right; credentials and sessions end by it", REMEDY);
    }
}
