package dev.stagedoor.signaling.calls;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;

/** What the parts of one call share. */
record CallScope(
        CallTerms terms,
        CallSettings settings,
        Timers clock,
        OwnedTimers timers,
        BillingDesk billing,
        Medium medium,
        CallMedia media,
        CallNews news) {

    static CallScope of(CallTerms terms, CallSettings settings, Ports ports, Mailbox mailbox) {
        Medium medium = new Medium(terms);
        return new CallScope(
                terms,
                settings,
                ports.timers(),
                new OwnedTimers(ports.timers(), mailbox),
                new BillingDesk(
                        terms.callId(),
                        ports.entitlements(),
                        ports.outages(),
                        new Mailbox(ports.executor(), ids(terms)),
                        mailbox,
                        ports.timers()),
                medium,
                new CallMedia(terms, medium, ports.media()),
                new CallNews(terms, ports.events()));
    }

    /** The ids of a call's log lines: its own, and those of the request that it begins with on this thread. */
    static Map<String, String> ids(CallTerms terms) {
        Map<String, String> begun = MDC.getCopyOfContextMap();
        Map<String, String> ids = begun == null ? new HashMap<>() : new HashMap<>(begun);
        // Who speaks is another one with every message.
        ids.remove("userId");
        ids.put("callId", terms.callId().toString());
        return ids;
    }
}
