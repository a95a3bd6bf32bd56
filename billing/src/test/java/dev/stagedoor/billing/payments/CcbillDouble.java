package dev.stagedoor.billing.payments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** CCBill's billing API on this machine, as its documents describe it: it charges whatever it is told, as often as it is told. */
final class CcbillDouble implements AutoCloseable {
    static final String APPROVED = """
            <?xml version='1.0' standalone='yes'?>
            <results>
              <approved>1</approved>
              <subscriptionId>0222057601000146926</subscriptionId>
            </results>""";
    static final String DENIED = """
            <?xml version='1.0' standalone='yes'?>
            <results>
              <approved>0</approved>
              <declineCode>16</declineCode>
              <declineText>Do Not Honor</declineText>
              <denialId>0222056501000243638</denialId>
            </results>""";

    /** The form of each charge. */
    final List<String> asked = new ArrayList<>();

    private final HttpServer server;
    private String answer = APPROVED;
    private boolean losesAnswers;

    CcbillDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jpost/billingApi.cgi";
    }

    /** From now on. */
    synchronized void answers(String body) {
        answer = body;
    }

    /** From now on the connection is cut after the charge. */
    synchronized void losesAnswers() {
        losesAnswers = true;
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (losesAnswers) {
            exchange.close();
            return;
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
