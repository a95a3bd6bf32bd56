package dev.stagedoor.billing.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which coins should be left of which grant. Takes the journal's word for how many coins moved and why, and finds out by the
 * rules alone which they were: those of a month before promotional before bonus before bought, older before younger; what comes
 * back comes back to where it was, the last that was taken first. The only coins that expire here are those of a month.
 */
final class Purses {
    private static final String OF_MONTH = "OF_MONTH";
    private static final List<String> ORDER = List.of(OF_MONTH, "PROMO", "BONUS", "PAID");

    private final List<Lot> lots = new ArrayList<>();
    private final Map<UUID, List<Piece>> pinned = new HashMap<>();
    private final Map<UUID, List<Piece>> captured = new HashMap<>();
    private final Map<UUID, List<Piece>> tickets = new HashMap<>();
    private final Map<Long, List<Piece>> takenBack = new HashMap<>();
    private final Map<UUID, Long> expired = new HashMap<>();

    /** Coins of one grant and class. */
    private static final class Lot {
        final UUID owner;
        final long grant;
        final String lotClass;
        long free;
        long pinned;

        Lot(UUID owner, long grant, String lotClass, long free) {
            this.owner = owner;
            this.grant = grant;
            this.lotClass = lotClass;
            this.free = free;
        }
    }

    private record Piece(Lot lot, long coins) {}

    /** Coins that are free of one purchase. */
    record Left(long paid, long bonus) {
        long all() {
            return paid + bonus;
        }
    }

    /** Takes over what was posted. */
    void follow(List<Posted> posted) {
        CoinMove.of(posted).forEach(this::apply);
    }

    /** What a viewer still has of a purchase and has not set aside. */
    Left left(long grant) {
        return new Left(free(grant, "PAID"), free(grant, "BONUS"));
    }

    /** What is free of the coins that came last for a month of a plan of the house; 0 if none ever did. */
    long leftOfMonth(UUID viewer) {
        return lots.stream()
                .filter(lot -> lot.owner.equals(viewer) && lot.lotClass.equals(OF_MONTH))
                .reduce((_, later) -> later)
                .map(lot -> lot.free)
                .orElse(0L);
    }

    /** What has expired since this was asked for last, by whom. */
    Map<UUID, Long> expired() {
        Map<UUID, Long> gone = Map.copyOf(expired);
        expired.clear();
        return gone;
    }

    private long free(long grant, String lotClass) {
        return lots.stream()
                .filter(lot -> lot.grant == grant && lot.lotClass.equals(lotClass))
                .mapToLong(lot -> lot.free)
                .sum();
    }

    /** The database has the same coins in the same lots. */
    void compare(List<String> found) {
        List<String> expected = lots.stream()
                .filter(lot -> lot.free + lot.pinned > 0)
                .map(lot -> lot.owner + " " + (lot.lotClass.equals(OF_MONTH) ? "PROMO" : lot.lotClass) + " of "
                        + lot.grant + " " + (lot.free + lot.pinned) + " " + lot.pinned)
                .sorted()
                .toList();
        assertThat(found.stream().sorted().toList()).as("lots").isEqualTo(expected);
    }

    private void apply(CoinMove move) {
        if (move.held() > 0) {
            pin(move.session(), spend(move.viewer(), move.held()));
        } else if (move.held() < 0) {
            unpin(move.session(), -move.held(), move.free() == 0);
        } else if (move.escrow() > 0) {
            tickets.computeIfAbsent(move.session(), _ -> new ArrayList<>()).addAll(spend(move.viewer(), move.escrow()));
        } else if (move.escrow() < 0) {
            List<Piece> out = cut(of(tickets, move.session()), -move.escrow(), move.free() > 0);
            if (move.free() > 0) {
                giveBack(out);
            }
        } else if (move.free() < 0 && move.issued() < 0) {
            takenBack.put(move.transferId(), takeBack(move));
        } else if (move.code().equals("EXPIRE")) {
            expire(move);
        } else if (move.free() < 0) {
            spend(move.viewer(), -move.free());
        } else if (move.code().equals("CALL_REFUND")) {
            giveBack(cut(byLot(of(captured, move.session())), move.free(), true));
        } else if (move.code().equals("CHARGEBACK")) {
            giveBack(takenBack.getOrDefault(move.reverses(), List.of()));
        } else {
            grant(move, move.code().equals("ALLOWANCE") ? OF_MONTH : "PROMO", move.promo());
            grant(move, "BONUS", move.bonus());
            grant(move, "PAID", move.paid());
        }
    }

    private void grant(CoinMove move, String lotClass, long coins) {
        if (coins > 0) {
            lots.add(new Lot(move.viewer(), move.transferId(), lotClass, coins));
            lots.sort(Comparator.comparingInt((Lot lot) -> ORDER.indexOf(lot.lotClass))
                    .thenComparingLong(lot -> lot.grant));
        }
    }

    /** Whole lots of months that are over, as far as they are free. */
    private void expire(CoinMove move) {
        Lot lot = lots.stream()
                .filter(each -> each.grant == move.reverses())
                .findFirst()
                .orElseThrow();
        assertThat(lot.lotClass).as("coins that expire").isEqualTo(OF_MONTH);
        assertThat(-move.free()).as("coins of a month that expire").isEqualTo(lot.free);
        lot.free = 0;
        expired.merge(lot.owner, -move.free(), Long::sum);
    }

    private List<Piece> spend(UUID viewer, long coins) {
        List<Piece> pieces = new ArrayList<>();
        long left = coins;
        for (Lot lot : lots) {
            long part = lot.owner.equals(viewer) ? Math.min(lot.free, left) : 0;
            if (part > 0) {
                lot.free -= part;
                left -= part;
                pieces.add(new Piece(lot, part));
            }
        }
        assertThat(left).as("coins that nobody granted to " + viewer).isZero();
        return pieces;
    }

    private void pin(UUID session, List<Piece> pieces) {
        pieces.forEach(piece -> piece.lot.pinned += piece.coins);
        List<Piece> pins = pinned.computeIfAbsent(session, _ -> new ArrayList<>());
        pins.addAll(pieces);
        pins.sort(Comparator.comparingInt(piece -> lots.indexOf(piece.lot)));
    }

    private void unpin(UUID session, long coins, boolean capture) {
        List<Piece> out = cut(of(pinned, session), coins, !capture);
        out.forEach(piece -> piece.lot.pinned -= piece.coins);
        if (capture) {
            captured.computeIfAbsent(session, _ -> new ArrayList<>()).addAll(out);
        } else {
            giveBack(out);
        }
    }

    private List<Piece> takeBack(CoinMove move) {
        List<Piece> pieces = new ArrayList<>();
        for (Lot lot : lots) {
            long coins = lot.lotClass.equals("PAID") ? -move.paid() : -move.bonus();
            if (lot.grant == move.reverses() && coins > 0) {
                lot.free -= coins;
                pieces.add(new Piece(lot, coins));
            }
        }
        assertThat(pieces).as("lots without debts").allMatch(piece -> piece.lot.free >= 0);
        return pieces;
    }

    private static void giveBack(List<Piece> pieces) {
        pieces.forEach(piece -> piece.lot.free += piece.coins);
    }

    private static List<Piece> of(Map<UUID, List<Piece>> pieces, UUID session) {
        return pieces.getOrDefault(session, new ArrayList<>());
    }

    /** What is given back goes to the lot that was used last, as far as it was used at all, then to the one before it. */
    private static List<Piece> byLot(List<Piece> pieces) {
        for (Piece piece : List.copyOf(pieces)) {
            long coins = pieces.stream()
                    .filter(other -> other.lot == piece.lot)
                    .mapToLong(Piece::coins)
                    .sum();
            pieces.removeIf(other -> other.lot == piece.lot);
            pieces.add(new Piece(piece.lot, coins));
        }
        return pieces;
    }

    /** Takes so many coins out of a list, from its beginning or its end. */
    private static List<Piece> cut(List<Piece> from, long coins, boolean lastFirst) {
        List<Piece> out = new ArrayList<>();
        long left = coins;
        while (left > 0) {
            assertThat(from).as("coins that were set aside").isNotEmpty();
            Piece next = lastFirst ? from.removeLast() : from.removeFirst();
            long part = Math.min(left, next.coins);
            if (part < next.coins) {
                Piece rest = new Piece(next.lot, next.coins - part);
                from.add(lastFirst ? from.size() : 0, rest);
            }
            out.add(new Piece(next.lot, part));
            left -= part;
        }
        return out;
    }
}
