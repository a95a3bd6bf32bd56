package dev.stagedoor.media.ice;

import dev.stagedoor.media.ice.StunMessage.BindingRequest;
import dev.stagedoor.media.ice.StunMessage.BindingSuccess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lite agent's side of one ICE session (RFC 8445 §7.3, §8.2), and what {@link OutgoingChecks} need of one where this
 * side reaches out.
 *
 * <p>A lite agent sends no checks: an address is good when the peer's check from it is authentic. The peer nominates with
 * USE-CANDIDATE, and the last nomination counts, which covers both kinds of nomination. Until the first nomination the first
 * good address is used, so that the handshake need not wait.
 *
 * <p>A router may give a peer another port in the middle of a call, of which the peer knows nothing. Its next check comes from
 * there, and only some repeat the nomination with every check (RFC 7675 §5.1 asks for none). So when nothing has come by the
 * selected address for as long as makes a peer unreachable, and something authentic comes by another good one, the peer has
 * moved there.
 *
 * <p>A restart opens a new generation with new credentials. Addresses of the old generation stay good, and media stays where
 * it is, until the peer nominates an address in the new one (RFC 8445 §2.4, §9).
 */
public final class IceSession {
    /** Addresses kept; a peer with more interfaces and relays than that loses the ones it checked longest ago. */
    public static final int MAX_ADDRESSES = 8;

    private final IceTimeouts timeouts;
    private final IceListener listener;
    private final List<ValidAddress> addresses = new ArrayList<>(MAX_ADDRESSES);
    private Generation current;
    private @Nullable Generation previous;
    private @Nullable ValidAddress selected;
    private @Nullable CandidatePair selectedPair;
    private boolean nominated;
    private boolean reachable = true;
    private boolean consentLost;
    private long lastHeardNs;
    private long selectedHeardNs;

    /**
     * A session that waits for its first check.
     *
     * @param remoteFragment the peer's user fragment, as its SDP says
     */
    public IceSession(
            IceCredentials local, String remoteFragment, IceTimeouts timeouts, IceListener listener, long nowNs) {
        this.timeouts = timeouts;
        this.listener = listener;
        current = new Generation(local, remoteFragment);
        lastHeardNs = nowNs;
    }

    /** The credentials of the present generation, for the SDP. */
    public IceCredentials localCredentials() {
        return current.local;
    }

    /** Every user fragment under which checks for this session may come. */
    public List<String> localFragments() {
        return previous == null
                ? List.of(current.local.usernameFragment())
                : List.of(current.local.usernameFragment(), previous.local.usernameFragment());
    }

    /** The peer's user fragment of the present generation; another one in an offer asks for a restart (RFC 8839 §4.4.1.1.1). */
    public String remoteFragment() {
        return current.remoteFragment;
    }

    /** Where media goes and leaves from, or null before the first check. */
    public @Nullable CandidatePair selectedPair() {
        return selectedPair;
    }

    /** Starts a new generation; the old path stays in use until the peer nominates one of the new. */
    public void restart(IceCredentials local, String remoteFragment) {
        previous = nominated || previous == null ? current : previous;
        current = new Generation(local, remoteFragment);
        nominated = false;
    }

    /**
     * Handles a check that came by this pair of addresses; its answer goes back the same way. No state changes before its
     * integrity has been verified.
     */
    public IceAnswer onBindingRequest(BindingRequest request, CandidatePair pair, long nowNs) {
        Generation generation = generationOf(request);
        if (generation == null) {
            return new IceAnswer.Refused(IceAnswer.Reason.WRONG_USERNAME);
        }
        String password = generation.local.password();
        if (!StunCodec.isAuthentic(request, password)) {
            return new IceAnswer.Refused(IceAnswer.Reason.WRONG_INTEGRITY);
        }
        onHeard(nowNs);
        if (!request.unknownAttributes().isEmpty()) {
            return new IceAnswer.Reply(StunCodec.unknownAttribute(request, password));
        }
        if (request.peerIsControlled()) {
            return new IceAnswer.Reply(StunCodec.roleConflict(request, password));
        }
        ValidAddress address = validate(pair.remote(), generation, nowNs);
        if (request.useCandidate() && generation.equals(current)) {
            nominate(address, pair, nowNs);
        } else if (selected == null) {
            select(address, pair, nowNs);
        } else if (address == selected) {
            selectedHeardNs = nowNs;
        } else if (isSelectedSilent(nowNs)) {
            select(address, pair, nowNs);
        }
        return new IceAnswer.Reply(StunCodec.success(request, pair.remote(), password));
    }

    /** Handles an answer to a check of ours; whether it was one. The first address to answer is the one that is used. */
    public boolean onCheckAnswered(OutgoingChecks checks, BindingSuccess success, CandidatePair pair, long nowNs) {
        if (!checks.isGood(success, pair.remote())) {
            return false;
        }
        onHeard(nowNs);
        checks.choose(pair.remote(), nowNs);
        ValidAddress address = validate(pair.remote(), current, nowNs);
        if (!nominated) {
            nominate(address, pair, nowNs);
        }
        return true;
    }

    /** A packet of the peer's came by the selected address. */
    public void onSelectedHeard(long nowNs) {
        selectedHeardNs = nowNs;
        onHeard(nowNs);
    }

    /** Whether the peer has not used the selected address for so long that it may have another by now. */
    public boolean isSelectedSilent(long nowNs) {
        return nowNs - selectedHeardNs >= timeouts.unreachableNs();
    }

    /** A packet of the peer's came by this pair while the selected address was silent. */
    public void onMoved(CandidatePair pair, long nowNs) {
        for (ValidAddress known : addresses) {
            if (known.address.equals(pair.remote())) {
                select(known, pair, nowNs);
            }
        }
        onHeard(nowNs);
    }

    /** Something authentic came from the peer, a check or a packet: it is alive. */
    public void onHeard(long nowNs) {
        lastHeardNs = nowNs;
        if (!reachable && !consentLost) {
            reachable = true;
            listener.onReachable(true);
        }
    }

    /** Looks at the clock; to be called a few times a second. */
    public void onTick(long nowNs) {
        long silenceNs = nowNs - lastHeardNs;
        if (consentLost) {
            return;
        }
        if (reachable && silenceNs >= timeouts.unreachableNs()) {
            reachable = false;
            listener.onReachable(false);
        }
        if (silenceNs >= timeouts.consentNs()) {
            consentLost = true;
            listener.onConsentLost();
        }
    }

    /** Forgets every address. */
    public void close() {
        List<ValidAddress> all = List.copyOf(addresses);
        addresses.clear();
        selected = null;
        selectedPair = null;
        all.forEach(each -> listener.onAddressForgotten(each.address));
    }

    private @Nullable Generation generationOf(BindingRequest request) {
        if (current.isMeantBy(request)) {
            return current;
        }
        return previous != null && previous.isMeantBy(request) ? previous : null;
    }

    private ValidAddress validate(TransportAddress from, Generation generation, long nowNs) {
        for (ValidAddress known : addresses) {
            if (known.address.equals(from)) {
                known.lastCheckNs = nowNs;
                if (generation.equals(current)) {
                    known.generation = current;
                }
                return known;
            }
        }
        if (addresses.size() == MAX_ADDRESSES) {
            addresses.stream()
                    .filter(each -> each != selected)
                    .min(Comparator.comparingLong(each -> each.lastCheckNs))
                    .ifPresent(this::forget);
        }
        ValidAddress added = new ValidAddress(from, generation, nowNs);
        addresses.add(added);
        listener.onAddressValidated(from);
        return added;
    }

    private void nominate(ValidAddress address, CandidatePair pair, long nowNs) {
        nominated = true;
        Generation retired = previous;
        if (retired != null) {
            previous = null;
            listener.onFragmentRetired(retired.local.usernameFragment());
        }
        select(address, pair, nowNs);
        List.copyOf(addresses).stream()
                .filter(each -> !each.generation.equals(current))
                .forEach(this::forget);
    }

    private void select(ValidAddress address, CandidatePair pair, long nowNs) {
        selected = address;
        selectedHeardNs = nowNs;
        if (!pair.equals(selectedPair)) {
            selectedPair = pair;
            listener.onPairSelected(pair);
        }
    }

    private void forget(ValidAddress address) {
        addresses.remove(address);
        listener.onAddressForgotten(address.address);
    }

    /** The credentials between two restarts. */
    private record Generation(IceCredentials local, String remoteFragment) {
        boolean isMeantBy(BindingRequest request) {
            return request.localFragment().equals(local.usernameFragment())
                    && request.remoteFragment().equals(remoteFragment);
        }
    }

    /** An address that has passed a check. */
    private static final class ValidAddress {
        private final TransportAddress address;
        private Generation generation;
        private long lastCheckNs;

        ValidAddress(TransportAddress address, Generation generation, long lastCheckNs) {
            this.address = address;
            this.generation = generation;
            this.lastCheckNs = lastCheckNs;
        }
    }
}
