package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.clients.ClientsMain;
import dev.stagedoor.benchmarks.load.messages.Done;
import dev.stagedoor.benchmarks.load.messages.JoinReport;
import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.messages.WindowReport;
import dev.stagedoor.benchmarks.load.process.Child;
import dev.stagedoor.benchmarks.load.process.Launcher;
import java.util.List;

/** The process of clients as its commands. */
final class ClientsProcess implements AutoCloseable {
    private final Child process;

    private ClientsProcess(Child process) {
        this.process = process;
    }

    static ClientsProcess start(Launcher launcher, Plan plan) {
        var process = Child.start("clients", launcher.java(List.of(), ClientsMain.class, List.of()));
        process.tell(plan);
        return new ClientsProcess(process);
    }

    void connect() {
        process.ask(ClientsMain.CONNECT, Done.class);
    }

    void resume() {
        process.ask(ClientsMain.RESUME, Done.class);
    }

    WindowReport pause() {
        return process.ask(ClientsMain.PAUSE, WindowReport.class);
    }

    JoinReport storm(int viewers, int perSecond) {
        return process.ask("%s %d %d".formatted(ClientsMain.STORM, viewers, perSecond), JoinReport.class);
    }

    void churn(int joins, int leaves, int kills) {
        process.ask("%s %d %d %d".formatted(ClientsMain.CHURN, joins, leaves, kills), Done.class);
    }

    @Override
    public void close() {
        process.close();
    }
}
