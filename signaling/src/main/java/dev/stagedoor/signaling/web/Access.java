package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.identity.AccessToken.Verification;
import dev.stagedoor.signaling.identity.AccessTokens;
import dev.stagedoor.signaling.identity.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may call an operation, by what the contract says of it (OpenAPI 3.1 section 4.8.30: the names listed with
 * an http scheme are roles). An operation that says nothing falls under the contract's general rule, so that a new one
 * is closed until somebody opens it.
 */
final class Access {
    private static final String SCHEME = "bearer";
    private static final String PREFIX = "Bearer ";

    private final AccessTokens tokens;

    Access(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /** @param alternatives sets of roles, one of which a caller must have completely; none at all: open to everybody */
    record Requirement(List<Set<Role>> alternatives) {
        /** Any genuine token. */
        static final Requirement ANYBODY_SIGNED_IN = new Requirement(List.of(Set.of()));

        /** An empty requirement among the alternatives leaves the decision to the operation itself. */
        static Requirement of(JsonArray security) {
            if (security.stream().anyMatch(entry -> ((JsonObject) entry).isEmpty())) {
                return new Requirement(List.of());
            }
            return new Requirement(security.stream()
                    .map(entry -> ((JsonObject) entry)
                            .getJsonArray(SCHEME).stream()
                                    .map(role -> Role.valueOf((String) role))
                                    .collect(Collectors.toUnmodifiableSet()))
                    .toList());
        }

        boolean isOpen() {
            return alternatives.isEmpty();
        }

        boolean isMetBy(Set<Role> roles) {
            return alternatives.stream().anyMatch(roles::containsAll);
        }
    }

    /** What came of asking. */
    sealed interface Decision {
        /** @param caller null on an open operation */
        record Granted(@Nullable AccessToken caller) implements Decision {}

        record Denied(Reply reply) implements Decision {}
    }

    /** @param authorization value of the header, null if there is none */
    Decision decide(Requirement requirement, @Nullable String authorization) {
        if (requirement.isOpen()) {
            return new Decision.Granted(null);
        }
        if (authorization == null || !authorization.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            return denied("UNAUTHENTICATED", "Sign in first.");
        }
        return switch (tokens.verify(authorization.substring(PREFIX.length()).strip())) {
            case Verification.Expired() -> denied("TOKEN_EXPIRED", "The access token has expired.");
            case Verification.Invalid() -> denied("UNAUTHENTICATED", "The access token is not valid.");
            case Verification.Valid(AccessToken caller) ->
                requirement.isMetBy(caller.roles())
                        ? new Decision.Granted(caller)
                        : forbidden(requirement, caller.lacksSecondFactor());
        };
    }

    /** The answer to who shows no token where one is needed. */
    static Reply unauthenticated(String detail) {
        return refused("UNAUTHENTICATED", detail);
    }

    private static Decision denied(String code, String detail) {
        return new Decision.Denied(refused(code, detail));
    }

    private static Reply refused(String code, String detail) {
        return Reply.refused(401, code, detail).with("WWW-Authenticate", "Bearer");
    }

    private static Decision forbidden(Requirement requirement, boolean lacksSecondFactor) {
        if (lacksSecondFactor) {
            return new Decision.Denied(
                    Reply.refused(
                            403,
                            "SECOND_FACTOR_NOT_SET_UP",
                            "Whoever works for the house needs a second factor here. Set it up in your settings, then come back."));
        }
        String roles = requirement.alternatives().stream()
                .map(all -> all.stream().map(Role::name).sorted().collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(" or "));
        return new Decision.Denied(Reply.refused(403, "FORBIDDEN", "This needs the role " + roles + "."));
    }
}
