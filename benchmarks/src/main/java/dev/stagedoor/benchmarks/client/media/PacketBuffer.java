package dev.stagedoor.benchmarks.client.media;

import org.jitsi.utils.ByteArrayBuffer;

/** The caller's array in the shape that jitsi-srtp wants; reused. The array must have room for what SRTP appends. */
final class PacketBuffer implements ByteArrayBuffer {
    private byte[] bytes = {};
    private int offset;
    private int length;

    PacketBuffer wrap(byte[] bytes, int length) {
        this.bytes = bytes;
        this.offset = 0;
        this.length = length;
        return this;
    }

    @Override
    public byte[] getBuffer() {
        return bytes;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int length) {
        this.length = length;
    }

    @Override
    public void setOffset(int offset) {
        this.offset = offset;
    }

    @Override
    public boolean isInvalid() {
        return length <= 0 || offset + length > bytes.length;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] target) {
        System.arraycopy(bytes, offset + from, target, 0, count);
    }

    @Override
    public void grow(int by) {
        if (offset + length + by > bytes.length) {
            throw new IllegalStateException("a packet of " + length + " bytes has no room for " + by + " more");
        }
    }

    @Override
    public void append(byte[] data, int count) {
        grow(count);
        System.arraycopy(data, 0, bytes, offset + length, count);
        length += count;
    }

    @Override
    public void shrink(int by) {
        length = Math.max(0, length - by);
    }
}
