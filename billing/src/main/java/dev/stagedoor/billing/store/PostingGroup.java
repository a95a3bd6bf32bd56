package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Several plain postings as the arrays of one call. */
final class PostingGroup {
    /** The posting function's word for a tip that it left to its viewer's limits. */
    private static final String WATCHED = "WATCHED";

    private final List<PlainPosting> postings;
    private final Map<AccountRef, Integer> accounts = new LinkedHashMap<>();
    private final int keptAccounts;
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
        nameAccounts(true);
        keptAccounts = accounts.size();
        nameAccounts(false);
    }

    /** Each account once, however many lines are on it; counted from 1. */
    private void nameAccounts(boolean kept) {
        for (Of<Line> line : lines) {
            AccountRef account = line.part().account();
            if (account.kind().isFloored() == kept) {
                accounts.putIfAbsent(account, accounts.size() + 1);
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
        for (Answer answer : call(transaction.nodeId()).fetch(transaction.sql(), Answer::read)) {
            if (!answer.outcome.equals(WATCHED)) {
                Posting posting = postings.get(answer.place - 1).posting();
                PostOutcome outcome = transaction.outcome(
                        posting, answer.outcome, answer.transferId, answer.viewerAvailable, answer.shortKind);
                outcomes.set(answer.place - 1, Optional.of(outcome));
            }
        }
        return outcomes;
    }

    /** A row of what the function returns. */
    private record Answer(
            int place,
            String outcome,
            @Nullable Long transferId,
            @Nullable Long viewerAvailable,
            @Nullable String shortKind) {
        static Answer read(ResultSet row) throws SQLException {
            return new Answer(
                    row.getInt(1),
                    row.getString(2),
                    row.getObject(3, Long.class),
                    row.getObject(4, Long.class),
                    row.getString(5));
        }
    }

    private ArrayCall call(UUID nodeId) {
        ArrayCall call = new ArrayCall("post_group").uuid(nodeId);
        addTransfers(call);
        addLines(call);
        addLots(call);
        addWords(call);
        return call;
    }

    private void addTransfers(ArrayCall call) {
        call.texts(postings, plain -> plain.posting().key().scope())
                .texts(postings, plain -> plain.posting().key().key())
                .digests(postings, plain -> Transaction.requestHash(plain.posting()))
                .texts(postings, plain -> plain.posting().code().name())
                .uuids(postings, plain -> plain.posting().ref())
                .uuids(postings, plain -> plain.posting().sessionId())
                .texts(postings, plain -> plain.posting().memo())
                .texts(postings, plain -> plain.posting().actor());
    }

    private void addLines(ArrayCall call) {
        Set<AccountRef> named = accounts.keySet();
        call.integer(keptAccounts)
                .texts(named, account -> account.kind().kind())
                .uuids(named, account -> Transaction.owner(account.owner()))
                .texts(named, AccountRef::qualifier)
                .texts(named, account -> account.asset().name())
                .integers(lines, Of::place)
                .integers(lines, Of::number)
                .integers(lines, line -> accounts.get(line.part().account()))
                .longs(lines, line -> line.part().amountMinor());
    }

    private void addLots(ArrayCall call) {
        call.integers(lots, Of::place)
                .texts(lots, lot -> lot.part().lotClass().name())
                .longs(lots, lot -> lot.part().coins())
                .integers(lots, lot -> lot.part().lifeDays())
                .longs(lots, lot -> lot.part().cost().amountMinor())
                .texts(lots, lot -> lot.part().cost().asset().name());
    }

    private void addWords(ArrayCall call) {
        call.integers(words, Of::place)
                .uuids(words, of -> of.part().tip().performerId())
                .longs(words, of -> of.part().tip().amount().amountMinor())
                .longs(words, of -> of.part().earnedMinor())
                .texts(words, of -> of.part().tip().message())
                .flags(words, of -> of.part().tip().anonymous());
    }
}
