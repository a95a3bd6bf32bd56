package dev.stagedoor.signaling.calls;

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
                        new Mailbox(ports.executor()),
                        mailbox,
                        ports.timers()),
                medium,
                new CallMedia(terms, medium, ports.media()),
                new CallNews(terms, ports.events()));
    }
}
