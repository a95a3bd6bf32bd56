package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.NOTICE;

import dev.stagedoor.billing.papers.Notice;
import dev.stagedoor.billing.papers.NoticeStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notices in PostgreSQL, whose triggers write them. */
public final class PostgresNotices implements NoticeStore {
    private final Database database;

    public PostgresNotices(Database database) {
        this.database = database;
    }

    @Override
    public List<Notice> unconfirmed(@Nullable Notice last, int limit) {
        return database.transact(transaction -> transaction
                .sql()
                .selectFrom(NOTICE)
                .where(NOTICE.ID.gt(last == null ? 0 : last.id()))
                .orderBy(NOTICE.ID)
                .limit(limit)
                .fetch(row -> new Notice(
                        row.getId(),
                        Notice.Kind.valueOf(row.getKind()),
                        row.getPersonId(),
                        row.getSubjectId(),
                        row.getReason(),
                        row.getAt().toInstant())));
    }

    @Override
    public void confirm(Notice notice) {
        database.transact(transaction -> transaction
                .sql()
                .deleteFrom(NOTICE)
                .where(NOTICE.ID.eq(notice.id()))
                .execute());
    }
}
