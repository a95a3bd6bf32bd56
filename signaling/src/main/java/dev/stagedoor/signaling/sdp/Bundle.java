package dev.stagedoor.signaling.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first BUNDLE group of a description: everything travels in it (RFC 9143), by the transport of the section that is named
 * first. A lone section needs no group.
 *
 * @param mids of the group in its order, empty if there is none
 * @param carriers the sections that may say what the transport is, the likeliest first; at least one
 * @param grouped whether a section has to be in the group
 */
record Bundle(List<String> mids, List<Block> carriers, boolean grouped) {
    static Bundle of(Blocks blocks, List<MediaLine> lines) {
        List<String> mids = mids(blocks);
        List<Block> carriers = new ArrayList<>();
        for (String mid : mids) {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).mid().equals(mid) && !lines.get(i).isRejected()) {
                    carriers.add(blocks.media().get(i));
                }
            }
        }
        long live = lines.stream().filter(Bundle::isLive).count();
        for (int i = 0; i < lines.size(); i++) {
            if (live == 1 && isLive(lines.get(i)) && !mids.contains(lines.get(i).mid())) {
                carriers = List.of(blocks.media().get(i));
            }
        }
        return new Bundle(mids, carriers.isEmpty() ? List.of(blocks.session()) : List.copyOf(carriers), live > 1);
    }

    private static boolean isLive(MediaLine line) {
        return line.isRtp() && !line.isRejected();
    }

    private static List<String> mids(Blocks blocks) {
        for (String group : blocks.session().all("group")) {
            List<String> words = Arrays.asList(Words.of(group));
            if (!words.isEmpty() && words.getFirst().equals("BUNDLE")) {
                return words.stream().skip(1).distinct().toList();
            }
        }
        return List.of();
    }

    /** Whether a section cannot be served because it is not in the group. */
    boolean leavesOut(MediaLine line) {
        return grouped && isLive(line) && !mids.contains(line.mid());
    }

    /**
     * Whether a section's RTP and RTCP share a port. Of a bundle it need not say so itself: one that has no address of its own must
     * leave it to the others (RFC 8829 section 5.2.1).
     */
    boolean multiplexes(MediaLine line, Block block) {
        return !isLive(line)
                || isMultiplexed(block)
                || (mids.contains(line.mid()) && carriers.stream().anyMatch(Bundle::isMultiplexed));
    }

    private static boolean isMultiplexed(Block block) {
        return block.has("rtcp-mux") || block.has("rtcp-mux-only");
    }

    /**
     * The section whose value of an attribute counts: the first of the bundle, or another of it, since clients that wait for the
     * bundle with most of their sections do not all agree on which one says it.
     */
    Block carrierOf(String attribute) {
        return carriers.stream()
                .filter(block -> block.has(attribute))
                .findFirst()
                .orElse(carriers.getFirst());
    }
}
