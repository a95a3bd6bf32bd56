package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.RiskDesk;
import dev.stagedoor.signaling.identity.DisplayName;
import dev.stagedoor.signaling.identity.EmailAddress;
import dev.stagedoor.signaling.identity.Identity;
import dev.stagedoor.signaling.identity.Origin;
import dev.stagedoor.signaling.identity.PasswordRule;
import dev.stagedoor.signaling.identity.Registration;
import dev.stagedoor.signaling.identity.Role;
import dev.stagedoor.signaling.identity.SignInOutcome;
import dev.stagedoor.signaling.people.Newcomers;
import dev.stagedoor.signaling.web.RefreshCookie.Presented;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sign-up, sign-in, renewal and sign-out. */
final class SignInOperations implements Operations {
    private final Identity identity;
    private final RefreshCookie cookie;
    private final Newcomers newcomers;
    private final DeviceCookie device;
    private final RiskDesk risk;

    SignInOperations(Identity identity, RefreshCookie cookie, Newcomers newcomers, DeviceCookie device, RiskDesk risk) {
        this.identity = identity;
        this.cookie = cookie;
        this.newcomers = newcomers;
        this.device = device;
        this.risk = risk;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "register", this::register,
                "signIn", this::signIn,
                "refresh", this::refresh,
                "signOut", this::signOut);
    }

    private record RegisterBody(
            String email,
            String password,
            String displayName,
            Role role,
            LocalDate dateOfBirth,
            @Nullable ReferralBody referral) {}

    private record ReferralBody(String code, long secondsAgo) {}

    private record SignInBody(
            String email, String password, @Nullable String secondFactor) {}

    private record RefreshBody(@Nullable String refreshToken) {}

    private Reply register(ApiRequest request) {
        RegisterBody body = request.body(RegisterBody.class);
        Registration wanted = new Registration(
                new EmailAddress(body.email()),
                body.password(),
                body.displayName(),
                body.role(),
                body.dateOfBirth(),
                origin(body.referral()));
        SignInOutcome outcome = identity.register(wanted, request.device());
        if (wanted.origin() != null && outcome instanceof SignInOutcome.SignedIn) {
            newcomers.tellSoon();
        }
        return remembered(request, outcome, reply(request, 201, outcome));
    }

    private static @Nullable Origin origin(@Nullable ReferralBody referral) {
        return referral == null ? null : new Origin(referral.code(), Duration.ofSeconds(referral.secondsAgo()));
    }

    private Reply signIn(ApiRequest request) {
        SignInBody body = request.body(SignInBody.class);
        SignInOutcome outcome =
                identity.signIn(new EmailAddress(body.email()), body.password(), body.secondFactor(), request.device());
        return remembered(request, outcome, reply(request, 200, outcome));
    }

    /** Notes by which browser somebody came in; clients that keep no cookies are not browsers. */
    private Reply remembered(ApiRequest request, SignInOutcome outcome, Reply reply) {
        if (!(outcome instanceof SignInOutcome.SignedIn signedIn) || isInBody(request)) {
            return reply;
        }
        String browser = device.of(request);
        risk.signedIn(signedIn.account().id(), browser);
        return device.put(reply, browser);
    }

    private Reply refresh(ApiRequest request) {
        return switch (presented(request)) {
            case Presented.CrossSite(Reply reply) -> reply;
            case Presented.Absent() -> Reply.refused(401, "UNAUTHENTICATED", "There is no refresh token.");
            case Presented.Token(String token) -> reply(request, 200, identity.refresh(token));
        };
    }

    private Reply signOut(ApiRequest request) {
        return switch (presented(request)) {
            case Presented.CrossSite(Reply reply) -> reply;
            case Presented.Absent() -> Reply.empty(204);
            case Presented.Token(String token) -> {
                identity.signOut(token);
                yield cookie.clear(Reply.empty(204));
            }
        };
    }

    private Presented presented(ApiRequest request) {
        return cookie.presented(request, request.body(RefreshBody.class).refreshToken());
    }

    private Reply reply(ApiRequest request, int status, SignInOutcome outcome) {
        return switch (outcome) {
            case SignInOutcome.SignedIn signedIn -> signedIn(request, status, signedIn);
            case SignInOutcome.WrongCredentials() ->
                Reply.refused(401, "WRONG_CREDENTIALS", "The e-mail address or the password is wrong.");
            case SignInOutcome.SecondFactorNeeded() -> Reply.refused(401, "SECOND_FACTOR_NEEDED", FactorGate.NEEDED);
            case SignInOutcome.SecondFactorRefused(boolean used) ->
                used
                        ? Reply.refused(401, "SECOND_FACTOR_USED", FactorGate.USED)
                        : Reply.refused(401, "SECOND_FACTOR_WRONG", FactorGate.WRONG);
            case SignInOutcome.EmailTaken() ->
                Reply.refused(409, "EMAIL_TAKEN", "An account with this e-mail address exists already.");
            case SignInOutcome.Underage(int years) ->
                against("UNDERAGE", "#/dateOfBirth", "You must be " + years + " or older.");
            case SignInOutcome.WeakPassword(PasswordRule broken) ->
                against("WEAK_PASSWORD", "#/password", broken.sentence());
            case SignInOutcome.BadDisplayName() -> badDisplayName();
            case SignInOutcome.SessionOver() ->
                cookie.clear(Reply.refused(401, "UNAUTHENTICATED", "The session is over; sign in again."));
            case SignInOutcome.TokenReused() ->
                cookie.clear(Reply.refused(
                        401,
                        "REFRESH_TOKEN_REUSED",
                        "This refresh token was used before; the session has been ended."));
            case SignInOutcome.RateLimited(long seconds) -> Reply.rateLimited(seconds);
        };
    }

    private Reply signedIn(ApiRequest request, int status, SignInOutcome.SignedIn signedIn) {
        boolean inBody = isInBody(request);
        Views.SignedIn view = new Views.SignedIn(
                signedIn.accessToken(),
                identity.accessTokens().lifetime().toSeconds(),
                inBody ? signedIn.refreshToken() : null,
                Views.User.of(signedIn.account()));
        Reply reply = status == 201 ? Reply.created(view) : Reply.ok(view);
        return inBody ? reply : cookie.put(reply, signedIn.refreshToken());
    }

    private static boolean isInBody(ApiRequest request) {
        return "body".equals(request.header("X-Token-Transport"));
    }

    static Reply badDisplayName() {
        return against("INVALID_DISPLAY_NAME", "#/displayName", DisplayName.RULE);
    }

    private static Reply against(String code, String pointer, String rule) {
        return Reply.refused(422, code, rule, List.of(new Reply.Fault(pointer, rule)));
    }
}
