package dev.stagedoor.signaling.session;

import dev.stagedoor.signaling.Tracing;
import dev.stagedoor.signaling.calls.CallService;
import dev.stagedoor.signaling.calls.Timers;
import dev.stagedoor.signaling.protocol.MessageDecoder;
import dev.stagedoor.signaling.protocol.MessageEncoder;
import dev.stagedoor.signaling.protocol.Outages;

/** What all connections share. */
record Shared(
        SessionSettings settings,
        Timers timers,
        TokenCheck tokens,
        Outages outages,
        Sessions sessions,
        CallService calls,
        Dispatcher dispatcher,
        Tracing tracing,
        Codec codec) {

    /** Both directions of the protocol. */
    record Codec(MessageDecoder decoder, MessageEncoder encoder) {}
}
