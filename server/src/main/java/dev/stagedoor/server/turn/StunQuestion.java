package dev.stagedoor.server.turn;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;

/** Asks a STUN server from which address it is asked (RFC 8489 section 2): the outside of the NAT in between. */
public final class StunQuestion {
    private static final int TRANSACTION_ID_BYTES = 12;

    private StunQuestion() {}

    /** Blocks for up to some seconds. */
    public static InetAddress ask(String host, int port) throws IOException {
        byte[] transactionId = new byte[TRANSACTION_ID_BYTES];
        new SecureRandom().nextBytes(transactionId);
        TurnMessage request = new TurnMessage(TurnMessage.BINDING, transactionId);
        String name = "stun:" + host + ":" + port;
        TurnMessage.Response response;
        try (TurnWire wire = new TurnWire.Udp(new TurnUrl(host, port, TurnUrl.Transport.UDP))) {
            response = wire.exchange(request.bytes(), transactionId);
        } catch (IOException e) {
            throw new IOException(name + " does not answer: " + e.getMessage(), e);
        }
        InetAddress mapped = response.isError() ? null : response.mappedAddress();
        if (mapped == null) {
            throw new IOException(name + " answers without an address");
        }
        return mapped;
    }
}
