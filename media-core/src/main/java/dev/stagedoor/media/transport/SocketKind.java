package dev.stagedoor.media.transport;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two kinds of socket, with the kind of event loop that each needs. */
enum SocketKind {
    EPOLL {
        @Override
        boolean canSharePort() {
            return true;
        }

        @Override
        IoHandlerFactory handlerFactory() {
            return EpollIoHandler.newFactory();
        }

        @Override
        DatagramIo bind(TransportConfig config, int port) throws IOException {
            boolean coalescing = config.io() == TransportConfig.IoChoice.FASTEST;
            return EpollDatagramIo.bind(
                    config.bindTo(port), config.socketBufferBytes(), coalescing, config.segmentation());
        }
    },
    NIO {
        @Override
        boolean canSharePort() {
            return NioDatagramIo.canSharePort();
        }

        @Override
        IoHandlerFactory handlerFactory() {
            return NioIoHandler.newFactory();
        }

        @Override
        DatagramIo bind(TransportConfig config, int port) throws IOException {
            return NioDatagramIo.bind(config.bindTo(port), config.socketBufferBytes());
        }
    };

    /** The fastest kind that works here, or the portable one if that is wanted. */
    static SocketKind choose(TransportConfig.IoChoice choice) {
        if (choice == TransportConfig.IoChoice.PORTABLE) {
            return NIO;
        }
        Logger log = LoggerFactory.getLogger(SocketKind.class);
        if (!Epoll.isAvailable()) {
            log.warn("no epoll here, using NIO: {}", Epoll.unavailabilityCause().toString());
            return NIO;
        }
        try {
            SystemCalls.newCallState();
            return EPOLL;
        } catch (LinkageError e) {
            log.warn("no recvmmsg and sendmmsg here, using NIO: {}", e.toString());
            return NIO;
        }
    }

    /** Whether several loops can have a socket on the same port. */
    abstract boolean canSharePort();

    /** What the event loops are made with. */
    abstract IoHandlerFactory handlerFactory();

    /** Binds one loop's socket to the configured address and this port. */
    abstract DatagramIo bind(TransportConfig config, int port) throws IOException;
}
