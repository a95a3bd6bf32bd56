package dev.stagedoor.media;

import dev.stagedoor.media.room.RoomLimits;
import java.time.Duration;
import java.util.List;

/**
 * Configuration of a {@link MediaServer}.
 *
 * @param bindAddress literal of the local address to bind, {@code 0.0.0.0} or {@code ::} for all
 * @param port UDP port of all participants; 0 takes a free one
 * @param advertisedAddresses announced as candidates, for a server behind a static mapping; empty announces every usable
 *     address of the machine
 * @param loops event loops, 0 for one per processor
 * @param segmentation whether packets to one peer may be handed to the system in groups, which saves about half of what
 *     sending costs; off for a device or kernel that does it wrong
 * @param handshakeTimeout from the first offer to the end of DTLS; a client that has not come by then will not
 * @param consentTimeout silence of a client's checks after which its transport is given up (RFC 7675 §5.1 says 30 s at
 *     most; browsers check every 2.5 s or more often)
 * @param maxRooms open rooms; each costs a timer and some maps
 * @param maxSections media sections in one description; SDP of a hundred sections is a mistake or an attack
 * @param limits what rooms may take
 */
public record MediaConfig(
        String bindAddress,
        int port,
        List<AdvertisedAddress> advertisedAddresses,
        int loops,
        boolean segmentation,
        Duration handshakeTimeout,
        Duration consentTimeout,
        int maxRooms,
        int maxSections,
        RoomLimits limits) {
    public MediaConfig {
        advertisedAddresses = List.copyOf(advertisedAddresses);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, got " + port);
        }
        if (loops < 0) {
            throw new IllegalArgumentException("loops must not be negative, got " + loops);
        }
    }

    /** Port 10000 on all addresses, one loop per processor. */
    public static MediaConfig defaults() {
        return new MediaConfig(
                "0.0.0.0",
                10_000,
                List.of(),
                0,
                true,
                Duration.ofSeconds(30),
                Duration.ofSeconds(15),
                10_000,
                64,
                RoomLimits.defaults());
    }

    /** The same on another address and port. */
    public MediaConfig boundTo(String address, int udpPort) {
        return new MediaConfig(
                address,
                udpPort,
                advertisedAddresses,
                loops,
                segmentation,
                handshakeTimeout,
                consentTimeout,
                maxRooms,
                maxSections,
                limits);
    }

    /** The same with these addresses announced, in the form of {@link AdvertisedAddress#parse}. */
    public MediaConfig advertising(List<String> addresses) {
        return new MediaConfig(
                bindAddress,
                port,
                addresses.stream().map(AdvertisedAddress::parse).toList(),
                loops,
                segmentation,
                handshakeTimeout,
                consentTimeout,
                maxRooms,
                maxSections,
                limits);
    }
}
