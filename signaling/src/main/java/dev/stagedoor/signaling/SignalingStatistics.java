package dev.stagedoor.signaling;

import dev.stagedoor.signaling.whip.WhipStatistics;

/**
 * Signalling at one moment.
 *
 * @param connections devices with an open WebSocket that have said hello
 * @param calls calls that ring, connect or run
 * @param live WHIP and WHEP
 */
public record SignalingStatistics(int connections, int calls, WhipStatistics live) {}
