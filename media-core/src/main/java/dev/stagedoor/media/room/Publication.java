package dev.stagedoor.media.room;

import java.util.ArrayList;
import java.util.List;

/** What the room's home loop knows of a producer: the branches made for it. Belongs to the home loop. */
final class Publication {
    private final Producer producer;
    private final int historyPackets;
    private final List<Branch> branches = new ArrayList<>();

    Publication(Producer producer, RoomLimits limits) {
        this.producer = producer;
        historyPackets = limits.historyPackets(producer.plan().kind());
    }

    Producer producer() {
        return producer;
    }

    /** The producer's branch on a loop, made when first needed. */
    Branch branchOn(MediaLoop loop) {
        for (Branch branch : branches) {
            if (branch.loop().equals(loop)) {
                return branch;
            }
        }
        Branch branch = new Branch(producer, loop, historyPackets);
        branches.add(branch);
        producer.loop().execute(() -> producer.onAddBranch(branch));
        return branch;
    }

    /**
     * Ends all branches. Each is first taken from the producer, then closed on its own loop, where its consumers were
     * already told to leave: so nobody writes to or reads from freed memory.
     */
    void close() {
        for (Branch branch : branches) {
            producer.loop().execute(() -> {
                producer.onRemoveBranch(branch);
                branch.loop().execute(branch::onClose);
            });
        }
        branches.clear();
    }
}
