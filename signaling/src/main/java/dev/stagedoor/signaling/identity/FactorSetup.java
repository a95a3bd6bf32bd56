package dev.stagedoor.signaling.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Setting up a second factor, in two steps: a secret for the app, then a code that shows that the app has it. */
public sealed interface FactorSetup {
    /**
     * The app may have it now.
     *
     * @param secret in Base 32, to be typed
     * @param address the same as an {@code otpauth} address, for a QR code
     */
    record Begun(String secret, String address) implements FactorSetup {
        @Override
        public String toString() {
            return "Begun[…]";
        }
    }

    /**
     * It is asked for from now on.
     *
     * @param recoveryCodes shown this once
     */
    record Done(List<String> recoveryCodes) implements FactorSetup {
        public Done {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        public String toString() {
            return "Done[…]";
        }
    }

    /** The password is not this person's. */
    record WrongPassword() implements FactorSetup {}

    /** The code is not the app's; the app may have another secret, or the clock is wrong. */
    record WrongCode() implements FactorSetup {}

    /** There is one already. */
    record AlreadyOn() implements FactorSetup {}

    /** Nothing was begun that could be confirmed. */
    record NotBegun() implements FactorSetup {}

    record Limited(long retryAfterSeconds) implements FactorSetup {}

    /**
     * How things stand.
     *
     * @param since null if it is off
     * @param recoveryCodesLeft of ten
     * @param required whether this person can do nothing for the house without one
     */
    record State(boolean enabled, @Nullable Instant since, int recoveryCodesLeft, boolean required) {}
}
