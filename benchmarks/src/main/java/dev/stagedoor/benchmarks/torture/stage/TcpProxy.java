package dev.stagedoor.benchmarks.torture.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between the server and its database and lets through what it is told to. */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 16_384;

    private final ServerSocket door;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Mode mode = Mode.OPEN;

    private enum Mode {
        OPEN,
        /** What has come waits here. */
        HELD,
        /** Requests go through, answers are thrown away. */
        DEAF,
        /** Nobody gets in. */
        SHUT
    }

    private TcpProxy(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /** Begins to lead to that port of this machine. */
    public static TcpProxy to(int target) throws IOException {
        var proxy = new TcpProxy(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), target);
        var _ = Thread.startVirtualThread(proxy::accept);
        return proxy;
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    /** Ends all connections; new ones are ended as they come. */
    public void cut() {
        change(Mode.SHUT);
        endAll();
    }

    /** Keeps what comes until {@link #mend}. */
    public void hold() {
        change(Mode.HELD);
    }

    /** Throws away what the database answers. */
    public void loseAnswers() {
        change(Mode.DEAF);
    }

    /** Lets everything through again. Connections that have missed something are ended. */
    public void mend() {
        if (mode() == Mode.DEAF) {
            // Shut first, or an answer could slip through to a connection that has missed the one before.
            cut();
        }
        change(Mode.OPEN);
    }

    @Override
    public void close() throws IOException {
        door.close();
        change(Mode.SHUT);
        endAll();
    }

    private void change(Mode next) {
        lock.lock();
        try {
            mode = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Mode mode() {
        lock.lock();
        try {
            return mode;
        } finally {
            lock.unlock();
        }
    }

    /** Waits while everything is held. */
    private Mode awaitMode() {
        lock.lock();
        try {
            while (mode == Mode.HELD) {
                changed.awaitUninterruptibly();
            }
            return mode;
        } finally {
            lock.unlock();
        }
    }

    private void endAll() {
        links.forEach(Link::end);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.startVirtualThread(() -> connect(client));
            } catch (IOException _) {
                // Closed, or a client that was gone before it was let in.
            }
        }
    }

    private void connect(Socket client) {
        var database = new Socket();
        var link = new Link(client, database);
        links.add(link);
        try {
            if (awaitMode() == Mode.SHUT) {
                link.end();
                return;
            }
            client.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            database.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            Thread.startVirtualThread(() -> pump(link, database, client, true));
            pump(link, client, database, false);
        } catch (IOException _) {
            link.end();
        }
    }

    private void pump(Link link, Socket from, Socket to, boolean answers) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[BUFFER_BYTES];
            for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                var now = awaitMode();
                if (now == Mode.SHUT) {
                    return;
                }
                if (!answers || now != Mode.DEAF) {
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException _) {
            // One of the two has gone, so the other goes as well.
        } finally {
            link.end();
        }
    }

    private final class Link {
        private final Socket client;
        private final Socket database;

        Link(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }

        void end() {
            links.remove(this);
            for (var socket : new Socket[] {client, database}) {
                try {
                    socket.close();
                } catch (IOException _) {
                    // It is of no use any more, whatever it says.
                }
            }
        }
    }
}
