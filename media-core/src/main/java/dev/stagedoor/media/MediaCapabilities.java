package dev.stagedoor.media;

import dev.stagedoor.media.srtp.SrtpBackend;
import dev.stagedoor.media.transport.TransportConfig;
import dev.stagedoor.media.transport.UdpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What this machine offers that makes forwarding cheap.
 *
 * @param ciphers name of the SRTP backend in use
 * @param nativeCiphers whether it is a native library's
 * @param sockets what carries datagrams
 * @param segmentation whether the kernel cuts one message into many datagrams (UDP_SEGMENT)
 */
public record MediaCapabilities(String ciphers, boolean nativeCiphers, String sockets, boolean segmentation) {
    /**
     * Finds out by opening a port that nobody knows and closing it again; takes tenths of a second.
     *
     * @param wantsSegmentation as {@link MediaConfig#segmentation} says it
     */
    public static MediaCapabilities probe(boolean wantsSegmentation) throws IOException {
        InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        UdpServer transport =
                UdpServer.start(TransportConfig.at(nowhere).withLoops(1).withSegmentation(wantsSegmentation));
        try {
            return new MediaCapabilities(
                    transport.cipherName(),
                    !transport.cipherName().equals(SrtpBackend.jdk().name()),
                    transport.socketDescription(),
                    transport.cutsInKernel());
        } finally {
            transport.close();
        }
    }
}
