package dev.stagedoor.benchmarks.torture.stage;

import dev.stagedoor.benchmarks.load.process.Tool;
import java.util.ArrayList;
import java.util.List;

/** Signals that Java has no word for, and the end of a process that cannot be refused. */
final class Signals {
    private Signals() {}

    /** Stops these processes where they are. */
    static void stop(List<ProcessHandle> processes) {
        send("-STOP", processes);
    }

    /** Lets them go on. */
    static void goOn(List<ProcessHandle> processes) {
        send("-CONT", processes);
    }

    /** Ends them by SIGKILL and waits until the system has forgotten them, as nobody may take their place before. */
    static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    private static void send(String signal, List<ProcessHandle> processes) {
        var command = new ArrayList<>(List.of("kill", signal));
        processes.stream()
                .filter(ProcessHandle::isAlive)
                .map(process -> Long.toString(process.pid()))
                .forEach(command::add);
        if (command.size() > 2) {
            Tool.run(command, "", "procps");
        }
    }
}
