package dev.stagedoor.benchmarks.client.media;

/** Takes finished packets; they may be encrypted in place, so each array has room for it and is the sender's own again after. */
interface PacketSink {
    /** One RTP or RTCP packet of source {@code ssrc} in the first {@code length} bytes. */
    void onPacket(byte[] packet, int length, int ssrc);
}
