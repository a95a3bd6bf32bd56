package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.Entitlements.Funding;
import dev.stagedoor.signaling.WalletService.Movement;
import dev.stagedoor.signaling.WalletService.ReceivedTip;
import dev.stagedoor.signaling.calls.RunningCall;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.Role;
import dev.stagedoor.signaling.protocol.CallView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shapes of the contract that are not the shape of a domain record. */
final class Views {
    private Views() {}

    /** The contract's {@code User}. */
    record User(
            UUID id,
            String email,
            String displayName,
            List<Role> roles,
            String bio,
            Instant createdAt,
            @Nullable String locale) {
        static User of(Account account) {
            return new User(
                    account.id(),
                    account.email(),
                    account.displayName(),
                    account.roles().stream().sorted().toList(),
                    account.bio(),
                    account.createdAt(),
                    account.locale());
        }
    }

    /** The contract's {@code SignedIn}; the refresh token is null when it is in the cookie. */
    record SignedIn(
            String accessToken,
            long expiresInSeconds,
            @Nullable String refreshToken,
            User user) {}

    /** The contract's {@code RunningCall}. */
    record LiveCall(
            @JsonUnwrapped CallView call,
            boolean flowing,
            @Nullable Long fundedMs,
            @Nullable Instant fundedUntil,
            Funding funding) {
        static LiveCall of(RunningCall from) {
            return new LiveCall(from.view(), from.flowing(), from.fundedMs(), from.fundedUntil(), from.funding());
        }
    }

    /** A whole list. */
    record Items<T>(List<T> items) {}

    /** A tip and the name of who gave it, null if it is hidden or there is none. */
    record NamedTip(
            @JsonUnwrapped ReceivedTip tip, @Nullable String viewerName) {}

    /** A movement and the name of whom it was with, null if there is none. */
    record NamedMovement(
            @JsonUnwrapped Movement movement, @Nullable String counterpartyName) {}
}
