package dev.stagedoor.media.rtp;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Real packets made hostile: bits flipped, fields set to extremes, cut, grown, two glued together. By a seed. */
public final class Mutations {
    private static final int[] EXTREMES = {0, 1, 0x7F, 0x80, 0xFE, 0xFF};
    private static final int MAX_BYTES = 1_500;

    private final Random random;
    private final List<byte[]> real;

    public Mutations(Random random, List<byte[]> real) {
        this.random = random;
        this.real = real;
    }

    /** One of the packets, more or less. */
    public byte[] next() {
        byte[] packet = real.get(random.nextInt(real.size())).clone();
        for (int times = random.nextInt(5); times > 0 && packet.length > 0; times--) {
            packet = mutated(packet);
        }
        return packet;
    }

    private byte[] mutated(byte[] packet) {
        int at = random.nextInt(packet.length);
        switch (random.nextInt(6)) {
            case 0 -> packet[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> packet[at] = (byte) EXTREMES[random.nextInt(EXTREMES.length)];
            case 2 -> packet[at] = (byte) random.nextInt(256);
            case 3 -> {
                return Arrays.copyOf(packet, at);
            }
            case 4 -> {
                return Arrays.copyOf(packet, Math.min(MAX_BYTES, packet.length + random.nextInt(64)));
            }
            default -> {
                byte[] other = real.get(random.nextInt(real.size()));
                int length = Math.min(MAX_BYTES, at + other.length);
                byte[] glued = Arrays.copyOf(packet, length);
                System.arraycopy(other, 0, glued, at, length - at);
                return glued;
            }
        }
        return packet;
    }
}
