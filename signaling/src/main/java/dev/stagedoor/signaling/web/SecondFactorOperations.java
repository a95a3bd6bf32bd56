package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.identity.FactorCheck;
import dev.stagedoor.signaling.identity.FactorSetup;
import dev.stagedoor.signaling.identity.Identity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person's own second factor: setting it up, new recovery codes, taking it away. */
final class SecondFactorOperations implements Operations {
    private final Identity identity;
    private final AccountStore accounts;
    private final FactorGate gate;

    SecondFactorOperations(Identity identity, AccountStore accounts, FactorGate gate) {
        this.identity = identity;
        this.accounts = accounts;
        this.gate = gate;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "getSecondFactor", this::state,
                "beginSecondFactor", this::begin,
                "confirmSecondFactor", this::confirm,
                "renewRecoveryCodes", this::renew,
                "removeSecondFactor", this::remove);
    }

    private record PasswordBody(String password) {}

    private record CodeBody(String code) {}

    /** By the account, not by the token: a token of somebody who lacks the factor does not name the roles it is needed for. */
    private Reply state(ApiRequest request) {
        Account account = accounts.find(request.userId());
        return account == null
                ? Reply.notFound("This account is gone.")
                : Reply.ok(identity.secondFactors().state(account.id(), account.roles()));
    }

    private Reply begin(ApiRequest request) {
        return reply(identity.beginSecondFactor(
                request.userId(), request.body(PasswordBody.class).password()));
    }

    private Reply confirm(ApiRequest request) {
        return reply(identity.secondFactors()
                .confirm(
                        request.userId(),
                        request.caller().sessionId(),
                        request.body(CodeBody.class).code()));
    }

    private Reply renew(ApiRequest request) {
        Reply refusal = refusalUnlessOn(request);
        return refusal == null ? reply(identity.secondFactors().renewRecoveryCodes(request.userId())) : refusal;
    }

    private Reply remove(ApiRequest request) {
        Reply refusal = refusalUnlessOn(request);
        if (refusal != null) {
            return refusal;
        }
        identity.secondFactors().remove(request.userId());
        return Reply.empty(204);
    }

    private @Nullable Reply refusalUnlessOn(ApiRequest request) {
        FactorCheck check = gate.check(request);
        return check instanceof FactorCheck.NotSetUp
                ? Reply.refused(409, "SECOND_FACTOR_NOT_SET_UP", "There is no second factor. Set one up first.")
                : FactorGate.refusal(check);
    }

    private static Reply reply(FactorSetup outcome) {
        return switch (outcome) {
            case FactorSetup.Begun begun -> Reply.ok(begun);
            case FactorSetup.Done done -> Reply.ok(done);
            case FactorSetup.WrongPassword() -> Reply.refused(409, "WRONG_PASSWORD", "This is not your password.");
            case FactorSetup.WrongCode() -> Reply.refused(409, "SECOND_FACTOR_WRONG", FactorGate.WRONG);
            case FactorSetup.AlreadyOn() ->
                Reply.refused(
                        409,
                        "SECOND_FACTOR_ON",
                        "There is a second factor already. Remove it before you set up another.");
            case FactorSetup.NotBegun() ->
                Reply.refused(409, "SECOND_FACTOR_NOT_SET_UP", "Begin with a secret for your authenticator app.");
            case FactorSetup.Limited(long seconds) -> Reply.rateLimited(seconds);
        };
    }
}
