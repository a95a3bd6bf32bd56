package dev.stagedoor.server.doctor;

import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Whether the ports can be had, or are ours already. */
final class PortCheck implements Check {
    private static final int LIMIT_MS = 1_000;

    private final String httpHost;
    private final int httpPort;
    private final boolean tls;
    private final int acmePort;
    private final String mediaHost;
    private final int mediaPort;
    private final Tenant tenant;

    /** Who may be on the ports. */
    enum Tenant {
        /** They are wanted now. */
        NOBODY,
        /** A server on these settings may be running. */
        PERHAPS_OURSELVES
    }

    PortCheck(Settings settings, Tenant tenant) {
        this.httpHost = settings.get(Keys.HTTP_HOST);
        this.httpPort = settings.get(Keys.HTTP_PORT);
        this.tls = !settings.get(Keys.TLS_CERTIFICATE).isEmpty()
                || !settings.get(Keys.ACME_DOMAINS).isEmpty();
        this.acmePort = settings.get(Keys.ACME_DOMAINS).isEmpty() ? 0 : settings.get(Keys.ACME_PORT);
        this.mediaHost = settings.get(Keys.MEDIA_HOST);
        this.mediaPort = settings.get(Keys.MEDIA_PORT);
        this.tenant = tenant;
    }

    @Override
    public List<Finding> run() {
        boolean running = tenant == Tenant.PERHAPS_OURSELVES && httpPort != 0 && answersLikeUs();
        List<Finding> findings = new ArrayList<>();
        findings.add(port("http-port", "TCP", httpPort, running, () -> bindTcp(httpPort), "--port and http.port"));
        findings.add(port("media-port", "UDP", mediaPort, running, this::bindUdp, "--media-port and media.port"));
        if (acmePort != 0) {
            findings.add(port("acme-port", "TCP", acmePort, running, () -> bindTcp(acmePort), "tls.acme.http-port"));
        }
        return findings;
    }

    private interface Bind {
        void attempt() throws IOException;
    }

    private static Finding port(String check, String protocol, int port, boolean running, Bind bind, String setting) {
        String name = protocol + " port " + port;
        if (port == 0) {
            return Finding.ok(check, protocol + ", a free one each start");
        }
        try {
            bind.attempt();
            return Finding.ok(check, name + " is free");
        } catch (IOException | RuntimeException taken) {
            if (running) {
                return Finding.ok(check, name + " is used by the server that runs");
            }
            String why = String.valueOf(taken.getMessage());
            String remedy = why.contains("denied")
                    ? "ports below 1024 need a right: AmbientCapabilities=CAP_NET_BIND_SERVICE in the unit, or another port by "
                            + setting
                    : "see who has it (ss -lnp | grep " + port + ") and stop that, or take another port by " + setting;
            return Finding.failure(check, name + " cannot be had: " + why, remedy);
        }
    }

    private void bindTcp(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // As the server does, so that connections of a former run that linger are no obstacle.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(httpHost), port));
        }
    }

    private void bindUdp() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(new InetSocketAddress(address(mediaHost), mediaPort));
        } catch (SocketException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static InetAddress address(String host) throws IOException {
        return InetAddress.getAllByName(host)[0];
    }

    /** Whether what answers on the HTTP port is a Stagedoor. */
    private boolean answersLikeUs() {
        try (Socket plain = new Socket()) {
            boolean everywhere = address(httpHost).isAnyLocalAddress();
            plain.connect(
                    new InetSocketAddress(everywhere ? InetAddress.getLoopbackAddress() : address(httpHost), httpPort),
                    LIMIT_MS);
            plain.setSoTimeout(LIMIT_MS);
            try (Socket socket = tls ? AnyCertificate.over(plain) : plain) {
                socket.getOutputStream()
                        .write("GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
                return answer.contains("\"status\"") && answer.contains("UP");
            }
        } catch (IOException nobody) {
            return false;
        }
    }
}
