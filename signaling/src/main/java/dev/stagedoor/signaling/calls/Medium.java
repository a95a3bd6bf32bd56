package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.protocol.CallView.SwitchRequest;
import org.jspecify.annotations.Nullable;

/** What a call carries now, at which rate, and who has asked for the other medium. Owned by the call's mailbox. */
final class Medium {
    private final CallTerms terms;
    private CallKind kind;
    private @Nullable SwitchRequest request;

    Medium(CallTerms terms) {
        this.terms = terms;
        this.kind = terms.kind();
    }

    CallKind kind() {
        return kind;
    }

    /** The rate of what it carries now. */
    Money perMinute() {
        Money other = terms.otherPerMinute();
        return kind == terms.kind() || other == null ? terms.perMinute() : other;
    }

    /** The rate of the other medium, null where the call stays what it is. */
    @Nullable
    Money otherPerMinute() {
        return kind == terms.kind() ? terms.otherPerMinute() : terms.perMinute();
    }

    @Nullable
    SwitchRequest request() {
        return request;
    }

    void ask(SwitchRequest wish) {
        request = wish;
    }

    void forgetRequest() {
        request = null;
    }

    /** Carries this from now on; what was asked is answered by it. */
    void become(CallKind now) {
        kind = now;
        request = null;
    }
}
