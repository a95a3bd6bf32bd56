package dev.stagedoor.billing.shows;

import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.subscriptions.Subscription;
import dev.stagedoor.billing.subscriptions.SubscriptionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * People who buy tickets, pledge, book and subscribe at random, and take most of it back, on a database that is lost at
 * random moments; every wish is repeated when it was interrupted, and now and then when it was not. Beside them a number for
 * each viewer says what they should have. {@code -Dbilling.seed=…} chooses another run, {@code -Dbilling.operations=…} its
 * length.
 */
class RandomShowsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final int OPERATIONS = Integer.getInteger("billing.operations", 400);
    private static final int CHECK_EVERY = 20;
    private static final long HOUR_MS = 3_600_000;

    private final long seed = Long.getLong("billing.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final FaultyDataSource database = new FaultyDataSource(DATABASE.pool());
    private final TestBilling test = new TestBilling(database, BillingConfig.defaults());
    private final Shows shows = test.billing.shows();
    private final Map<UUID, Long> coins = new HashMap<>();
    private final List<UUID> viewers = new ArrayList<>();
    private final List<UUID> performers =
            Stream.generate(TestBilling::id).limit(3).toList();
    private final List<EscrowEvent> events = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private final List<UUID> bookings = new ArrayList<>();
    private final Map<UUID, UUID> subscribers = new LinkedHashMap<>();
    private long nowMs = TestBilling.NOON.toEpochMilli();

    @Test
    void shouldMoveCoinsByTheRulesOnly() {
        System.out.println("random shows: seed " + seed + ", " + OPERATIONS + " operations");
        Deque<String> log = new ArrayDeque<>();
        int done = 0;
        try {
            for (int i = 0; i < 5; i++) {
                UUID viewer = test.viewerWith(3_000);
                viewers.add(viewer);
                coins.put(viewer, 3_000_000L);
            }
            for (UUID performer : performers) {
                test.billing.subscriptions().setFanClub(performer, Money.coins(77_777), Set.of());
            }
            for (; done < OPERATIONS; done++) {
                log.add(done + " " + step());
                for (UUID viewer : viewers) {
                    assertThat(test.available(viewer) + test.held(viewer))
                            .as("coins of " + viewer)
                            .isEqualTo(coins.get(viewer));
                }
                if (done % CHECK_EVERY == 0) {
                    Invariants.check(DATABASE.owner());
                }
            }
            Invariants.check(DATABASE.owner());
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ", operation " + done + ", after\n" + String.join("\n", log), e);
        }
    }

    private String step() {
        long passMs = random.nextLong(3 * HOUR_MS);
        test.pass(passMs);
        nowMs += passMs;
        return switch (random.nextInt(9)) {
            case 0 -> announce();
            case 1, 2 -> claim();
            case 3 -> decide();
            case 4 -> book();
            case 5 -> cancelBooking();
            case 6 -> join();
            case 7 -> accept();
            default -> leave();
        };
    }

    private String announce() {
        UUID event = id();
        UUID performer = pick(performers);
        long price = 1L + random.nextInt(300_000);
        boolean goal = random.nextBoolean();
        asking(() -> {
            if (goal) {
                shows.crowdGoals().set(event, performer, "goal", Money.coins(2 * price), in(48 * HOUR_MS));
            } else {
                shows.tickets().announce(event, performer, "show", Money.coins(price), 60_000, in(48 * HOUR_MS));
            }
            return "";
        });
        events.add(requireNonNull(shows.escrow().event(event)));
        return (goal ? "goal" : "show") + " at " + price;
    }

    private String claim() {
        if (events.isEmpty()) {
            return "no event";
        }
        EscrowEvent event = pick(events);
        UUID viewer = pick(viewers);
        UUID claim = id();
        Money price = event.price();
        Money amount = price == null ? Money.coins(1L + random.nextInt(200_000)) : price;
        ClaimOutcome outcome = asking(() -> price == null
                ? shows.crowdGoals().pledge(claim, event.eventId(), viewer, amount)
                : shows.tickets().buy(claim, event.eventId(), viewer));
        if (outcome instanceof ClaimOutcome.Claimed) {
            coins.merge(viewer, -amount.amountMinor(), Long::sum);
            claims.add(new Claim(claim, event.eventId(), viewer, amount, Claim.State.HELD, in(0)));
        }
        return "claim of " + amount + ": " + outcome;
    }

    private String decide() {
        if (events.isEmpty()) {
            return "no event";
        }
        EscrowEvent event = pick(events);
        boolean wasOpen = requireNonNull(shows.escrow().event(event.eventId())).state() == EscrowEvent.State.OPEN;
        boolean cancels = random.nextBoolean();
        asking(() -> {
            if (cancels) {
                shows.escrow().cancel(event.eventId());
            } else {
                shows.tickets().delivered(event.eventId(), 60_000);
            }
            return "";
        });
        EscrowEvent.State state =
                requireNonNull(shows.escrow().event(event.eventId())).state();
        if (wasOpen && state == EscrowEvent.State.CANCELLED) {
            for (Claim claim : claims) {
                if (claim.eventId().equals(event.eventId())) {
                    coins.merge(claim.viewerId(), claim.amount().amountMinor(), Long::sum);
                }
            }
        }
        return (cancels ? "cancel" : "deliver") + ": " + state;
    }

    private String book() {
        UUID booking = id();
        BookingRequest request = new BookingRequest(
                booking,
                pick(viewers),
                pick(performers),
                CallKind.VIDEO,
                Money.coins(1L + random.nextInt(200_000)),
                false,
                in(1 + random.nextLong(72 * HOUR_MS)),
                1_800_000);
        BookingOutcome outcome = asking(() -> shows.bookings().book(request));
        if (outcome instanceof BookingOutcome.Accepted) {
            bookings.add(booking);
        }
        return "book: " + outcome.getClass().getSimpleName();
    }

    private String accept() {
        if (bookings.isEmpty()) {
            return "no booking";
        }
        Booking booking = requireNonNull(shows.bookings().booking(pick(bookings)));
        BookingOutcome outcome = asking(() -> shows.bookings().accept(booking.bookingId(), booking.performerId()));
        return "accept: " + outcome.getClass().getSimpleName();
    }

    private String cancelBooking() {
        if (bookings.isEmpty()) {
            return "no booking";
        }
        Booking booking = requireNonNull(shows.bookings().booking(pick(bookings)));
        Party party = random.nextInt(3) == 0 ? Party.PERFORMER : Party.VIEWER;
        UUID person = party == Party.VIEWER ? booking.viewerId() : booking.performerId();
        BookingOutcome outcome = asking(() -> shows.bookings().cancel(booking.bookingId(), person));
        if (booking.state() == Booking.State.BOOKED) {
            assertThat(outcome).isInstanceOf(BookingOutcome.Accepted.class);
            long deposit = booking.deposit().amountMinor();
            long leftMs = booking.startsAt().toEpochMilli() - nowMs;
            boolean free = party == Party.PERFORMER || booking.acceptedAt() == null;
            long kept = free || leftMs >= 24 * HOUR_MS ? 0 : leftMs >= 2 * HOUR_MS ? deposit - deposit / 2 : deposit;
            coins.merge(booking.viewerId(), -kept, Long::sum);
        }
        return "cancel by the " + party + ": " + outcome.getClass().getSimpleName();
    }

    private String join() {
        UUID subscription = id();
        UUID viewer = pick(viewers);
        UUID performer = pick(performers);
        SubscriptionOutcome outcome = asking(() -> test.billing.subscriptions().join(subscription, viewer, performer));
        if (outcome instanceof SubscriptionOutcome.Accepted) {
            coins.merge(viewer, -77_777L, Long::sum);
            subscribers.put(subscription, viewer);
        }
        return "join: " + outcome.getClass().getSimpleName();
    }

    private String leave() {
        if (subscribers.isEmpty()) {
            return "no subscription";
        }
        UUID subscription = pick(List.copyOf(subscribers.keySet()));
        UUID viewer = requireNonNull(subscribers.get(subscription));
        Subscription before = test.billing.subscriptions().of(viewer).stream()
                .filter(each -> each.subscriptionId().equals(subscription))
                .findFirst()
                .orElseThrow();
        asking(() -> test.billing.subscriptions().cancelNow(subscription, viewer));
        if (before.state() == Subscription.State.ACTIVE) {
            long wholeMs =
                    Duration.between(before.periodStart(), before.periodEnd()).toMillis();
            long leftMs = Math.clamp(before.periodEnd().toEpochMilli() - nowMs, 0, wholeMs);
            coins.merge(viewer, 77_777L * leftMs / wholeMs, Long::sum);
        }
        return "leave, was " + before.state();
    }

    private Instant in(long ms) {
        return Instant.ofEpochMilli(nowMs + ms);
    }

    /** Asks under a fault now and then, again when it was interrupted, and sometimes once more for nothing. */
    private <T> T asking(Supplier<T> request) {
        int chance = random.nextInt(12);
        database.breakAt(
                switch (chance) {
                    case 0 -> Fault.BEFORE_COMMIT;
                    case 1 -> Fault.AFTER_COMMIT;
                    case 2 -> Fault.UNREACHABLE;
                    default -> Fault.NONE;
                });
        T answer;
        try {
            answer = request.get();
        } catch (LedgerUnavailableException e) {
            database.breakAt(Fault.NONE);
            answer = request.get();
        } finally {
            database.breakAt(Fault.NONE);
        }
        if (chance == 3) {
            var _ = request.get();
        }
        return answer;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
