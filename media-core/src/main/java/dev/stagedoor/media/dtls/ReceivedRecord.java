package dev.stagedoor.media.dtls;

/**
 * One record for the library.
 *
 * @param repeats whether the peer has sent the same under another record number before: it has missed our answer
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReceivedRecord(byte[] bytes, boolean repeats) implements DatagramQueue.Entry {}
