package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.AgencyDesk;
import dev.stagedoor.signaling.AuditDesk;
import dev.stagedoor.signaling.BookingDesk;
import dev.stagedoor.signaling.ClaimDesk;
import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.PayoutDesk;
import dev.stagedoor.signaling.PlanDesk;
import dev.stagedoor.signaling.ProviderDesk;
import dev.stagedoor.signaling.ReferralDesk;
import dev.stagedoor.signaling.RiskDesk;
import dev.stagedoor.signaling.SettlementDesk;
import dev.stagedoor.signaling.ShowDesk;
import dev.stagedoor.signaling.Tracing;
import dev.stagedoor.signaling.WalletCare;
import dev.stagedoor.signaling.WalletService;
import dev.stagedoor.signaling.admin.ApprovalConsole;
import dev.stagedoor.signaling.admin.Console;
import dev.stagedoor.signaling.admin.LiveConsole;
import dev.stagedoor.signaling.admin.NodeConsole;
import dev.stagedoor.signaling.admin.PriceConsole;
import dev.stagedoor.signaling.calls.CallHistory;
import dev.stagedoor.signaling.chat.Gifts;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.identity.Identity;
import dev.stagedoor.signaling.mail.MailOutbox;
import dev.stagedoor.signaling.people.Newcomers;
import dev.stagedoor.signaling.people.Performers;
import dev.stagedoor.signaling.people.RatingStore;
import dev.stagedoor.signaling.protocol.Endpoint;
import dev.stagedoor.signaling.session.Drain;
import dev.stagedoor.signaling.whip.LiveSessions;
import dev.stagedoor.signaling.whip.NodeSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Everything that the web stands in front of.
 *
 * @param sessionLifetime for which the refresh cookie is kept
 * @param endpoint who answers WebSockets
 * @param live who answers WHIP and WHEP
 * @param nodes which other servers may ask it
 * @param drain the way out of service
 * @param metrics the present numbers in Prometheus' text format
 * @param tracing who follows requests
 * @param checks what the server cannot serve without, by name
 */
public record WebParts(
        Identity identity,
        Duration sessionLifetime,
        AccountStore accounts,
        Performers performers,
        CallParts calls,
        WalletService wallets,
        Gifts gifts,
        Console console,
        ApprovalConsole approvals,
        WatchParts watch,
        PriceConsole prices,
        ProviderParts providers,
        PayoutDesk payouts,
        RiskDesk risk,
        AgencyDesk agencies,
        ReferralParts referrals,
        AuditDesk audit,
        MailOutbox mail,
        WalletCare care,
        ClaimDesk claims,
        SaleParts sales,
        Endpoint endpoint,
        LiveSessions live,
        NodeSettings nodes,
        Drain drain,
        IceConfig ice,
        InstantSource clock,
        Supplier<String> metrics,
        Tracing tracing,
        Map<String, BooleanSupplier> checks) {

    /** What is asked about calls by REST. */
    public record CallParts(CallQuotes quotes, Entitlements entitlements, CallHistory history, RatingStore ratings) {}

    /** What is going on now. */
    public record WatchParts(NodeConsole nodes, LiveConsole live) {}

    /** What comes from payment providers: news, and settlements. */
    public record ProviderParts(ProviderDesk desk, SettlementDesk settlements) {}

    /** Who came by whose link. */
    public record ReferralParts(ReferralDesk desk, Newcomers newcomers) {}

    /** What is sold besides calls. */
    public record SaleParts(PlanDesk plans, ShowDesk shows, BookingDesk bookings) {}
}
