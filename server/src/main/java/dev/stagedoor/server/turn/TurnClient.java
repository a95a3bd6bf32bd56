package dev.stagedoor.server.turn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/** Asks one relay. Each question says whether it was granted; that nobody answers is an {@link IOException}. */
public final class TurnClient implements AutoCloseable {
    private static final int UNAUTHENTICATED = 401;
    private static final int STALE_NONCE = 438;

    private final SecureRandom random = new SecureRandom();
    private final TurnWire wire;
    private final TurnCredentials credentials;
    private String realm = "";
    private String nonce = "";

    private TurnClient(TurnWire wire, TurnCredentials credentials) {
        this.wire = wire;
        this.credentials = credentials;
    }

    /** What a relay said. */
    public sealed interface Answer {
        record Granted() implements Answer {}

        /** @param code of RFC 8656 section 19, for example 403 for a peer it does not lead to */
        record Refused(int code) implements Answer {}
    }

    /** Protocols a relay can carry to a peer, by their IANA numbers. */
    public enum Relayed {
        UDP(17),
        TCP(6);

        private final int number;

        Relayed(int number) {
            this.number = number;
        }
    }

    /** Which addresses the relayed address can reach. */
    public enum Family {
        IPV4(1),
        IPV6(2);

        private final int number;

        Family(int number) {
            this.number = number;
        }
    }

    /** @param tls used for {@code turns:} */
    public static TurnClient connect(TurnUrl url, TurnCredentials credentials, SSLSocketFactory tls)
            throws IOException {
        return new TurnClient(TurnWire.open(url, tls), credentials);
    }

    /** Asks for a relayed address; this client can have one. */
    public Answer allocate(Relayed protocol, Family family) throws IOException {
        return ask(() -> request(TurnMessage.ALLOCATE)
                .with(TurnMessage.REQUESTED_TRANSPORT, word(protocol.number << 24))
                .with(TurnMessage.REQUESTED_ADDRESS_FAMILY, word(family.number << 24)));
    }

    /** Asks to be let through to a peer, whose address of 4 or 16 bytes is sent as it is. */
    public Answer permit(byte[] address) throws IOException {
        return ask(() -> request(TurnMessage.CREATE_PERMISSION).withPeer(address, 9));
    }

    /** Keeps the relayed address; with zero gives it back. */
    public Answer refresh(Duration lifetime) throws IOException {
        return ask(() -> request(TurnMessage.REFRESH).with(TurnMessage.LIFETIME, word((int) lifetime.toSeconds())));
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

    private interface Request {
        TurnMessage make();
    }

    /** The first request learns realm and nonce from its refusal, a later one perhaps a new nonce. */
    private Answer ask(Request request) throws IOException {
        boolean knewRealm = !realm.isEmpty();
        TurnMessage.Response response = exchange(request.make());
        int code = response.isError() ? response.errorCode() : 0;
        if (code == STALE_NONCE || (code == UNAUTHENTICATED && !knewRealm)) {
            realm = response.text(TurnMessage.REALM);
            nonce = response.text(TurnMessage.NONCE);
            response = exchange(request.make());
        }
        return response.isError() ? new Answer.Refused(response.errorCode()) : new Answer.Granted();
    }

    private TurnMessage request(int method) {
        byte[] id = new byte[12];
        random.nextBytes(id);
        return new TurnMessage(method, id);
    }

    private TurnMessage.Response exchange(TurnMessage message) throws IOException {
        if (realm.isEmpty()) {
            return wire.exchange(message.bytes(), message.transactionId());
        }
        byte[] signed = message.with(TurnMessage.USERNAME, credentials.username())
                .with(TurnMessage.REALM, realm)
                .with(TurnMessage.NONCE, nonce)
                .signed(credentials.key(realm));
        return wire.exchange(signed, message.transactionId());
    }

    private static byte[] word(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
