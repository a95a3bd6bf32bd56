package dev.stagedoor.billing.papers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told by letter, for whoever writes letters. Each was written down by the transaction of what it tells; it comes again
 * until it is confirmed.
 */
public interface NoticeStore {
    /** At most {@code limit} that are younger than {@code last}, of all if that is null; oldest first. */
    List<Notice> unconfirmed(@Nullable Notice last, int limit);

    /** A letter was written, or there is nothing to write or nobody to write to. Harmless to repeat. */
    void confirm(Notice notice);
}
