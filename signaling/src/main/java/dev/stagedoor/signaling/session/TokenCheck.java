package dev.stagedoor.signaling.session;

import dev.stagedoor.signaling.identity.AccessToken;

/** Whether an access token is ours and still good: {@code AccessTokens::verify}, or a table in tests. May block. */
@FunctionalInterface
public interface TokenCheck {
    /** Looks at a token that somebody sent. */
    AccessToken.Verification verify(String token);
}
