package dev.stagedoor.billing.agencies;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.EarnedMoney;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.audit.Check;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.shows.BookingRequest;
import dev.stagedoor.billing.shows.Shows;
import dev.stagedoor.billing.wallet.Tip;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agency gets a quarter of a performer's 45 %, of everything the performer sells while it represents her. */
class AgencyLegsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final Set<Check> OF_MONEY = Set.of(Check.TRIAL_BALANCE, Check.MATURITY, Check.AGENCIES);
    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    private final UUID performer = id();
    private final UUID agency = id();
    private TestBilling test;
    private Shows shows;
    private UUID membership;

    @BeforeEach
    void open() {
        new EarnedMoney(DATABASE).at(TestBilling.NOON);
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        shows = test.billing.shows();
        membership = test.represent(performer, agency, 2_500);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
        assertThat(test.billing.books().reconciliation().check())
                .filteredOn(report -> OF_MONEY.contains(report.check()))
                .allMatch(report -> report.found() == 0);
    }

    private void leave() {
        UUID proposal = id();
        test.billing.agencies().proposeEnd(proposal, new MembershipEnd(membership, ""), "it is over", id());
        test.billing.approvals().approve(proposal, id(), "seen");
        test.pass(1);
    }

    private void tip(long wholeCoins) {
        UUID viewer = test.viewerWith(wholeCoins);
        test.billing.tips().tip(new Tip(id(), viewer, performer, null, coins(wholeCoins), "", false));
    }

    private String owed() {
        return minor("creator.pending", performer) + " " + minor("agency.pending", agency);
    }

    private static long minor(String kind, UUID owner) {
        return Sql.number(
                DATABASE.owner(),
                "select coalesce(sum(balance), 0) from billing.account_balance where kind = '%s' and owner_ref = '%s'"
                        .formatted(kind, owner));
    }

    @Test
    void shouldDivideACallOf128CoinsAsTheBookSays() {
        UUID call = test.call(test.viewerWith(128), performer, 8, Increment.MINUTE);
        test.billing.metering().usage(call, 932_000);
        test.billing.metering().end(call, 932_000, EndReason.HANG_UP);
        assertThat(owed()).isEqualTo("4320 1440");
    }

    @Test
    void shouldDivideATipOf350CoinsAndLeaveTheOddHalfPaisaToThePerformer() {
        tip(350);
        assertThat(owed()).isEqualTo("11813 3937");
    }

    @Test
    void shouldDivideACallByTheTermsItBeganUnder() {
        UUID call = test.call(test.viewerWith(100), performer, 8, Increment.MINUTE);
        leave();
        test.billing.metering().usage(call, 60_000);
        test.billing.metering().end(call, 60_000, EndReason.HANG_UP);
        assertThat(owed()).isEqualTo("270 90");
        tip(100);
        assertThat(owed()).as("a tip is sold now").isEqualTo("4770 90");
    }

    @Test
    void shouldDivideATicketByTheTermsOfItsAnnouncement() {
        UUID show = id();
        Instant tonight = TestBilling.NOON.plus(Duration.ofHours(10));
        shows.tickets().announce(show, performer, "Ragas at dusk", coins(200), 60_000, tonight);
        leave();
        shows.tickets().buy(id(), show, test.viewerWith(200));
        shows.tickets().delivered(show, 60_000);
        assertThat(owed()).isEqualTo("6750 2250");
    }

    @Test
    void shouldDivideWhatIsKeptOfABooking() {
        UUID booking = id();
        UUID viewer = test.viewerWith(300);
        Instant start = test.now().plus(Duration.ofHours(1));
        shows.bookings()
                .book(new BookingRequest(
                        booking, viewer, performer, CallKind.VIDEO, coins(300), false, start, 1_800_000));
        leave();
        shows.bookings().accept(booking, performer);
        shows.bookings().cancel(booking, viewer);
        assertThat(owed()).isEqualTo("10125 3375");
    }

    @Test
    void shouldTakeTheAgencysPartOfAnUnusedMonthBack() {
        test.billing.subscriptions().setFanClub(performer, coins(100), Set.of());
        UUID fan = test.viewerWith(100);
        UUID subscription = id();
        test.billing.subscriptions().join(subscription, fan, performer);
        assertThat(owed()).isEqualTo("3375 1125");
        leave();
        test.billing.subscriptions().cancelNow(subscription, fan);
        assertThat(owed()).isEqualTo("0 0");
    }

    @Test
    void shouldTakeTheAgencysPartBackOfWhatAFaultLeftUndelivered() {
        UUID call = test.call(test.viewerWith(200), performer, 8, Increment.MINUTE);
        for (long reported = 0; reported <= 95_000; reported += 250) {
            test.billing.metering().usage(call, reported);
            test.billing.runMaintenance();
        }
        assertThat(owed()).as("two minutes were captured").isEqualTo("540 180");
        new TestBilling(DATABASE.pool(), BillingConfig.builder().exclusive(true).build());
        assertThat(owed()).as("90 seconds are known to have been delivered").isEqualTo("405 135");
    }

    @Test
    void shouldSayWhatWentToWhomInAMonth() {
        UUID other = id();
        test.represent(other, agency, 1_000);
        tip(100);
        tip(300);
        test.billing.tips().tip(new Tip(id(), test.viewerWith(100), other, null, coins(100), "", false));
        for (int folds = 0; folds < 3; folds++) {
            assertThat(test.billing.agencies().earnedFor(agency, MARCH))
                    .containsExactly(
                            new AgencyEarning(performer, agency, 45_00), new AgencyEarning(other, agency, 4_50));
            assertThat(test.billing.agencies().earnedBy(performer, MARCH))
                    .containsExactly(new AgencyEarning(performer, agency, 45_00));
            assertThat(test.billing.agencies().earnedFor(agency, MARCH.plusMonths(1)))
                    .isEmpty();
            test.billing.maintenance().runUpkeep();
        }
        assertThat(folded()).isEqualTo(49_50);
        assertThat(test.billing.payDesk().papers().statement(performer, MARCH).agencyMinor())
                .isEqualTo(45_00);
        assertThat(test.billing.payDesk().papers().statement(agency, MARCH).closingMinor())
                .isEqualTo(49_50);
    }

    @Test
    void shouldSayWhoseSaleItWasWhenTheAgencyGotAllOfACapture() {
        UUID poor = id();
        test.represent(poor, agency, 9_000);
        UUID call = test.call(test.viewerWith(10), poor, 1, Increment.SECOND);
        for (long reported = 0; reported <= 60_000; reported += 1_000) {
            test.billing.metering().usage(call, reported);
        }
        test.billing.metering().end(call, 60_000, EndReason.HANG_UP);
        assertThat(Sql.number(DATABASE.owner(), """
                        select count(*) from billing.transfer t
                         where t.session_id = '%s' and t.code = 'CAPTURE' and not exists (
                            select from billing.entry e join billing.account a on a.id = e.account_id
                             where e.transfer_id = t.id and a.kind = 'creator.pending')""".formatted(call)))
                .as("captures of which the performer got nothing")
                .isPositive();
        assertThat(test.billing.agencies().earnedFor(agency, MARCH))
                .containsExactly(new AgencyEarning(poor, agency, 40));
    }

    @Test
    void shouldFindQuartersThatSayAnotherSumThanTheAgencysLines() {
        tip(100);
        test.billing.maintenance().runUpkeep();
        test.billing.maintenance().runUpkeep();
        assertThat(findings()).isEmpty();
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.agency_quarter set amount_minor = 1 where agency_id = '" + agency + "'"))
                .isEmpty();
        assertThat(findings())
                .containsExactly("agency " + agency
                        + ": sales of its performers come to INR 0.01, its own lines of sales to INR 11.25");
    }

    private List<String> findings() {
        return test.billing.books().reconciliation().check().stream()
                .filter(report -> report.check() == Check.OWED)
                .flatMap(report -> report.samples().stream())
                .filter(finding -> finding.contains(agency.toString()))
                .toList();
    }

    private long folded() {
        return Sql.number(
                DATABASE.owner(),
                "select sum(amount_minor) from billing.agency_quarter where agency_id = '" + agency + "'");
    }
}
