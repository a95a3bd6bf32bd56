package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.store.jooq.Tables;
import dev.stagedoor.billing.store.jooq.tables.PostTransfers;
import dev.stagedoor.billing.store.jooq.tables.records.PostTransfersRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Several plain postings as the arrays of one call. */
final class PostingGroup {
    /** The posting function's word for a tip that it left to its viewer's limits. */
    private static final String WATCHED = "WATCHED";

    private final List<PlainPosting> postings;
    private final List<Of<Line>> lines = new ArrayList<>();
    private final List<Of<LotGrant>> lots = new ArrayList<>();
    private final List<Of<PlainPosting.Words>> words = new ArrayList<>();

    /**
     * A part of a posting.
     *
     * @param place of the posting, counted from 1
     * @param number of the part within it, counted from 1
     */
    private record Of<T>(int place, int number, T part) {}

    private PostingGroup(List<PlainPosting> postings) {
        this.postings = postings;
        for (int i = 0; i < postings.size(); i++) {
            PlainPosting plain = postings.get(i);
            add(lines, i + 1, plain.posting().lines());
            add(lots, i + 1, plain.posting().lots());
            if (plain.words() != null) {
                add(words, i + 1, List.of(plain.words()));
            }
        }
    }

    private static <T> void add(List<Of<T>> all, int place, List<T> parts) {
        for (int number = 1; number <= parts.size(); number++) {
            all.add(new Of<>(place, number, parts.get(number - 1)));
        }
    }

    /**
     * Posts them by one statement; outcomes in the order of the postings, none for a tip that its viewer's limits have to be
     * asked about.
     */
    static List<Optional<PostOutcome>> post(Transaction transaction, List<PlainPosting> postings) {
        return new PostingGroup(postings).post(transaction);
    }

    private List<Optional<PostOutcome>> post(Transaction transaction) {
        List<Optional<PostOutcome>> outcomes = new ArrayList<>(Collections.nCopies(postings.size(), Optional.empty()));
        for (PostTransfersRecord row :
                transaction.sql().selectFrom(call(transaction.nodeId())).fetch()) {
            if (!row.getOutcome().equals(WATCHED)) {
                Posting posting = postings.get(row.getPlace() - 1).posting();
                PostOutcome outcome = transaction.outcome(
                        posting, row.getOutcome(), row.getTransferId(), row.getViewerAvailable(), row.getShortKind());
                outcomes.set(row.getPlace() - 1, Optional.of(outcome));
            }
        }
        return outcomes;
    }

    private PostTransfers call(UUID nodeId) {
        return Tables.POST_TRANSFERS(
                head(String[]::new, posting -> posting.key().scope()),
                head(String[]::new, posting -> posting.key().key()),
                head(byte[][]::new, Transaction::requestHash),
                head(String[]::new, posting -> posting.code().name()),
                head(UUID[]::new, Posting::ref),
                head(UUID[]::new, Posting::sessionId),
                head(String[]::new, Posting::memo),
                head(String[]::new, Posting::actor),
                nodeId,
                each(lines, Integer[]::new, Of::place),
                each(lines, Integer[]::new, Of::number),
                part(lines, String[]::new, line -> line.account().kind().kind()),
                part(
                        lines,
                        UUID[]::new,
                        line -> Transaction.owner(line.account().owner())),
                part(lines, String[]::new, line -> line.account().qualifier()),
                part(lines, String[]::new, line -> line.account().asset().name()),
                part(lines, Long[]::new, Line::amountMinor),
                each(lots, Integer[]::new, Of::place),
                part(lots, String[]::new, lot -> lot.lotClass().name()),
                part(lots, Long[]::new, LotGrant::coins),
                part(lots, Integer[]::new, LotGrant::lifeDays),
                part(lots, Long[]::new, lot -> lot.cost().amountMinor()),
                part(lots, String[]::new, lot -> lot.cost().asset().name()),
                each(words, Integer[]::new, Of::place),
                part(words, UUID[]::new, tip -> tip.tip().performerId()),
                part(words, Long[]::new, tip -> tip.tip().amount().amountMinor()),
                part(words, Long[]::new, PlainPosting.Words::earnedMinor),
                part(words, String[]::new, tip -> tip.tip().message()),
                part(words, Boolean[]::new, tip -> tip.tip().anonymous()));
    }

    private <T> T[] head(IntFunction<T[]> array, Function<Posting, @Nullable T> part) {
        return each(postings, array, plain -> part.apply(plain.posting()));
    }

    private static <S, T> T[] part(List<Of<S>> items, IntFunction<T[]> array, Function<S, @Nullable T> part) {
        return each(items, array, item -> part.apply(item.part()));
    }

    private static <S, T> T[] each(List<S> items, IntFunction<T[]> array, Function<S, @Nullable T> part) {
        return items.stream().map(part).toArray(array);
    }
}
