package dev.stagedoor.server.turn;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Carries one request at a time to a relay and its answer back. */
interface TurnWire extends AutoCloseable {
    int LIMIT_MS = 3_000;

    TurnMessage.Response exchange(byte[] request, byte[] transactionId) throws IOException;

    @Override
    void close() throws IOException;

    static TurnWire open(TurnUrl url, SSLSocketFactory tls) throws IOException {
        return switch (url.transport()) {
            case UDP -> new Udp(url);
            case TCP -> new Stream(connect(new Socket(), url));
            case TLS -> new Stream(secure(tls, connect(new Socket(), url), url));
        };
    }

    private static Socket connect(Socket socket, TurnUrl url) throws IOException {
        socket.setSoTimeout(LIMIT_MS);
        socket.connect(addressOf(url), LIMIT_MS);
        return socket;
    }

    private static InetSocketAddress addressOf(TurnUrl url) throws IOException {
        return new InetSocketAddress(InetAddress.getAllByName(url.host())[0], url.port());
    }

    private static Socket secure(SSLSocketFactory tls, Socket plain, TurnUrl url) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.host(), url.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        // As a browser does: a certificate of another name is none.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Repeats a request that may have been lost (RFC 8489 section 6.2.1). */
    final class Udp implements TurnWire {
        private static final int FIRST_WAIT_MS = 500;

        private final DatagramSocket socket = new DatagramSocket();

        Udp(TurnUrl url) throws IOException {
            socket.connect(addressOf(url));
        }

        @Override
        public TurnMessage.Response exchange(byte[] request, byte[] transactionId) throws IOException {
            for (int waitMs = FIRST_WAIT_MS; waitMs <= LIMIT_MS; waitMs *= 2) {
                socket.send(new DatagramPacket(request, request.length));
                socket.setSoTimeout(waitMs);
                try {
                    return receive(transactionId);
                } catch (SocketTimeoutException lost) {
                    // Asked again, with more patience.
                }
            }
            throw new SocketTimeoutException("no answer");
        }

        private TurnMessage.Response receive(byte[] transactionId) throws IOException {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
                socket.receive(packet);
                TurnMessage.Response response =
                        new TurnMessage.Response(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (response.answers(transactionId)) {
                    return response;
                }
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** TCP, or TLS above it. */
    final class Stream implements TurnWire {
        private final Socket socket;

        Stream(Socket socket) {
            this.socket = socket;
        }

        @Override
        public TurnMessage.Response exchange(byte[] request, byte[] transactionId) throws IOException {
            socket.getOutputStream().write(request);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] header = in.readNBytes(TurnMessage.HEADER_BYTES);
                if (header.length < TurnMessage.HEADER_BYTES) {
                    throw new IOException("the relay closed the connection");
                }
                byte[] rest = in.readNBytes(
                        Short.toUnsignedInt(ByteBuffer.wrap(header).getShort(2)));
                TurnMessage.Response response =
                        new TurnMessage.Response(ByteBuffer.allocate(header.length + rest.length)
                                .put(header)
                                .put(rest)
                                .array());
                if (response.answers(transactionId)) {
                    return response;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
