package dev.stagedoor.server.doctor;

import dev.stagedoor.media.MediaCapabilities;
import java.io.IOException;
import java.util.List;

/** What makes forwarding cheap: ciphers of a native library, and the kernel's segmentation of datagrams. */
final class MediaCheck implements Check {
    private final boolean wantsSegmentation;

    /** @param wantsSegmentation as {@code media.segmentation} says it */
    MediaCheck(boolean wantsSegmentation) {
        this.wantsSegmentation = wantsSegmentation;
    }

    @Override
    public List<Finding> run() {
        try {
            MediaCapabilities media = MediaCapabilities.probe(wantsSegmentation);
            return List.of(
                    media.nativeCiphers()
                            ? Finding.ok("ciphers", media.ciphers())
                            : Finding.warning(
                                    "ciphers",
                                    media.ciphers() + ": several times the cost of a native library",
                                    "install your system's libipsec-mb and libssl (Debian: libipsec-mb1 libssl3)"),
                    datagrams(media));
        } catch (IOException e) {
            return List.of(Finding.failure(
                    "datagrams", "no UDP socket can be opened: " + e.getMessage(), "allow this process to use UDP"));
        }
    }

    private Finding datagrams(MediaCapabilities media) {
        if (media.segmentation()) {
            return Finding.ok("datagrams", media.sockets());
        }
        String found = media.sockets() + ": every datagram costs a pass through the kernel";
        return wantsSegmentation
                ? Finding.warning("datagrams", found, "use Linux 4.18 or newer, and no sandbox that hides UDP_SEGMENT")
                : Finding.ok("datagrams", found + ", by media.segmentation=false");
    }
}
