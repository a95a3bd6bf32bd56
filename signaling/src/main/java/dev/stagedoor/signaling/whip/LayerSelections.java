package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hands on to the media node which sizes players want; the last word about a section holds. */
final class LayerSelections {
    private static final Integer NO_LIMIT = Integer.MAX_VALUE;

    private final MediaGateway media;
    private final SessionBook book;
    private final EndedSessions ended;

    LayerSelections(MediaGateway media, SessionBook book, EndedSessions ended) {
        this.media = media;
        this.book = book;
        this.ended = ended;
    }

    /** Takes a selection; null if it holds from now on. Blocks. */
    @Nullable
    Refusal take(LiveSession session, LayerSelection selection) {
        session.lock().lock();
        try {
            // It may have ended while this waited.
            return book.has(session) ? takeLocked(session, selection) : ended.whyGone(session.id());
        } finally {
            session.lock().unlock();
        }
    }

    private @Nullable Refusal takeLocked(LiveSession session, LayerSelection selection) {
        List<String> pictures = session.offer().description().sections().stream()
                .filter(section -> section.kind() == MediaKind.VIDEO && !section.rejected())
                .map(MediaSection::mid)
                .filter(mid ->
                        selection.mediaId() == null || selection.mediaId().equals(mid))
                .toList();
        if (pictures.isEmpty() && selection.mediaId() != null) {
            return Refusal.SECTION_UNKNOWN;
        }
        for (String mid : pictures) {
            media.constrain(
                    session.room().roomId(),
                    session.participantId(),
                    mid,
                    Objects.requireNonNullElse(selection.maxHeight(), NO_LIMIT),
                    Objects.requireNonNullElse(selection.maxTemporalLayerId(), NO_LIMIT));
        }
        return null;
    }
}
