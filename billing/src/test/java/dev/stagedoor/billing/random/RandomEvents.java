package dev.stagedoor.billing.random;

import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.shows.Claim;
import dev.stagedoor.billing.shows.ClaimOutcome;
import dev.stagedoor.billing.shows.Shows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tickets, streams that are paid for, and goals: coins that wait in escrow until it is decided whose they are. */
final class RandomEvents {
    private static final long DELIVER_MS = 60_000;

    private final Scene scene;
    private final List<Event> events = new ArrayList<>();
    private final Set<Event> unsettled = new LinkedHashSet<>();

    private enum Kind {
        TICKETED,
        PAY_PER_VIEW,
        GOAL
    }

    private enum State {
        OPEN,
        DONE,
        CANCELLED
    }

    /** Something that coins wait for; the price is a goal's target. */
    private static final class Event {
        final UUID eventId = id();
        final UUID performer;
        final Kind kind;
        final long price;
        final Instant closesAt;
        final List<Bought> claims = new ArrayList<>();
        State state = State.OPEN;
        long collected;

        Event(UUID performer, Kind kind, long price, Instant closesAt) {
            this.performer = performer;
            this.kind = kind;
            this.price = price;
            this.closesAt = closesAt;
        }
    }

    /** Coins that wait, or did. */
    private static final class Bought {
        final UUID claimId;
        final UUID viewer;
        final long coins;
        Claim.State state = Claim.State.HELD;

        Bought(UUID claimId, UUID viewer, long coins) {
            this.claimId = claimId;
            this.viewer = viewer;
            this.coins = coins;
        }
    }

    RandomEvents(Scene scene) {
        this.scene = scene;
    }

    String announce() {
        Kind kind = scene.pick(List.of(Kind.values()));
        long price = 1L + scene.random.nextInt(20_000);
        Instant closesAt = scene.test.now().plus(Duration.ofHours(3 + scene.random.nextInt(100)));
        Event event = new Event(scene.pick(scene.performers), kind, kind == Kind.GOAL ? 3 * price : price, closesAt);
        Money coins = Money.coins(event.price);
        scene.doing(() -> {
            switch (kind) {
                case TICKETED ->
                    shows().tickets()
                            .announce(event.eventId, event.performer, "show", coins, DELIVER_MS, event.closesAt);
                case PAY_PER_VIEW ->
                    shows().tickets()
                            .announcePayPerView(event.eventId, event.performer, "stream", coins, event.closesAt);
                case GOAL -> shows().crowdGoals().set(event.eventId, event.performer, "goal", coins, event.closesAt);
            }
        });
        events.add(event);
        unsettled.add(event);
        return kind + " at " + event.price;
    }

    String claim() {
        Event event = any();
        if (event == null) {
            return "no event";
        }
        UUID viewer = scene.pick(scene.viewers);
        UUID claim = id();
        boolean goal = event.kind == Kind.GOAL;
        long coins = goal ? 1L + scene.random.nextInt(20_000) : event.price;
        boolean onSale = event.state == State.OPEN || (event.state == State.DONE && event.kind == Kind.PAY_PER_VIEW);
        boolean expected = onSale
                && scene.test.now().isBefore(event.closesAt)
                && (goal || event.claims.stream().noneMatch(each -> isOf(each, viewer)))
                && scene.test.available(viewer) >= coins;
        ClaimOutcome outcome = scene.asking(() -> goal
                ? shows().crowdGoals().pledge(claim, event.eventId, viewer, Money.coins(coins))
                : shows().tickets().buy(claim, event.eventId, viewer));
        assertThat(outcome instanceof ClaimOutcome.Claimed)
                .as("claim: " + outcome)
                .isEqualTo(expected);
        if (expected) {
            scene.model.take(viewer, coins);
            event.claims.add(new Bought(claim, viewer, coins));
            event.collected += coins;
            unsettled.add(event);
            if (goal && event.collected >= event.price) {
                event.state = State.DONE;
            }
        }
        return "claim of " + coins + ", taken: " + expected;
    }

    private static boolean isOf(Bought claim, UUID viewer) {
        return claim.viewer.equals(viewer) && claim.state != Claim.State.CANCELLED;
    }

    /** Somebody changes their mind; that counts until something was delivered, and for tickets only. */
    String giveBack() {
        Event event = any();
        if (event == null || event.claims.isEmpty()) {
            return "no ticket";
        }
        Bought ticket = scene.pick(event.claims);
        boolean open = event.state == State.OPEN && event.kind != Kind.GOAL;
        boolean expected = ticket.state == Claim.State.CANCELLED || (open && ticket.state == Claim.State.HELD);
        assertThat(scene.asking(() -> shows().tickets().giveBack(ticket.claimId, ticket.viewer)))
                .isEqualTo(expected);
        if (open && ticket.state == Claim.State.HELD) {
            ticket.state = Claim.State.CANCELLED;
            event.collected -= ticket.coins;
            scene.model.give(ticket.viewer, ticket.coins);
        }
        return "ticket given back: " + expected;
    }

    String decide() {
        Event event = any();
        if (event == null) {
            return "no event";
        }
        boolean cancels = scene.random.nextInt(3) == 0;
        scene.doing(() -> {
            if (cancels) {
                shows().escrow().cancel(event.eventId);
            } else {
                shows().tickets().delivered(event.eventId, DELIVER_MS);
            }
        });
        if (event.state == State.OPEN && (cancels || event.kind != Kind.GOAL)) {
            event.state = cancels ? State.CANCELLED : State.DONE;
        }
        return (cancels ? "cancel" : "deliver") + ": " + event.state;
    }

    /**
     * Coins follow the decision one claim at a time, some of them by a later run: what is not settled yet may be, in one
     * direction only. What is past its time may have been cancelled.
     */
    void observe() {
        for (Event event : List.copyOf(unsettled)) {
            if (event.state == State.OPEN && !scene.test.now().isBefore(event.closesAt)) {
                boolean cancelled = requireNonNull(shows().escrow().event(event.eventId))
                        .state()
                        .name()
                        .equals("CANCELLED");
                event.state = cancelled ? State.CANCELLED : State.OPEN;
            }
            if (event.state != State.OPEN) {
                event.claims.stream()
                        .filter(claim -> claim.state == Claim.State.HELD)
                        .forEach(claim -> settled(event, claim));
                if (event.claims.stream().noneMatch(claim -> claim.state == Claim.State.HELD)) {
                    unsettled.remove(event);
                }
            }
        }
    }

    private void settled(Event event, Bought claim) {
        claim.state = requireNonNull(shows().escrow().claim(claim.claimId, claim.viewer))
                .state();
        if (claim.state == Claim.State.DONE) {
            assertThat(event.state).isEqualTo(State.DONE);
            scene.model.earn(event.performer, claim.coins);
        } else if (claim.state == Claim.State.CANCELLED) {
            assertThat(event.state).isEqualTo(State.CANCELLED);
            scene.model.give(claim.viewer, claim.coins);
        }
    }

    /** One of the last, null before the first. */
    private @Nullable Event any() {
        return events.isEmpty() ? null : scene.pick(events.subList(Math.max(0, events.size() - 6), events.size()));
    }

    private Shows shows() {
        return scene.test.billing.shows();
    }
}
