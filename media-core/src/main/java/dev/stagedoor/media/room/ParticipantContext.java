package dev.stagedoor.media.room;

import dev.stagedoor.media.congestion.PathEstimator;
import dev.stagedoor.media.stream.SenderTime;
import java.util.UUID;

/** What the parts of one participant share; all of it belongs to the participant's loop. */
record ParticipantContext(
        UUID participantId,
        MediaLoop loop,
        PacketSink sink,
        ControlSender control,
        UsageMeter usage,
        DropCounters drops,
        SpeechMeter speech,
        SessionLog log,
        SenderTime senderTime,
        PathEstimator path,
        RoomSettings settings) {}
