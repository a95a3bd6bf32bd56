package dev.stagedoor.server.metrics;

import io.prometheus.metrics.model.registry.MetricType;
import java.util.List;

/**
 * Every number of ours at {@code /metrics}, and what to make of it. Names follow the Prometheus conventions; a counter's name
 * ends in {@code _total} on the wire. The virtual machine's own numbers ({@code jvm_…}, {@code process_…}) stand beside these.
 */
enum Metric {
    MEDIA_RECEIVED_DATAGRAMS(
            "stagedoor_media_received_datagrams", MetricType.COUNTER, "Datagrams that came to the media port."),
    MEDIA_SENT_DATAGRAMS(
            "stagedoor_media_sent_datagrams", MetricType.COUNTER, "Datagrams that left by the media port."),
    MEDIA_SENT_MESSAGES(
            "stagedoor_media_sent_messages",
            MetricType.COUNTER,
            "Messages they were handed to the system in; datagrams by messages is the mean group, and a larger one is cheaper."),
    MEDIA_HANDED_OVER_DATAGRAMS(
            "stagedoor_media_handed_over_datagrams",
            MetricType.COUNTER,
            "Datagrams that came to another loop than their participant's and were copied."),
    MEDIA_DROPPED_DATAGRAMS(
            "stagedoor_media_dropped_datagrams",
            MetricType.COUNTER,
            "Datagrams that went no further. UNKNOWN_ADDRESS is the noise of the Internet; SEND_BUFFER_FULL means that the machine is full; SEND_FAILED that the system refused: no route, a firewall, a bad address.",
            "reason"),
    MEDIA_DROPPED_PACKETS(
            "stagedoor_media_dropped_packets",
            MetricType.COUNTER,
            "Packets and requests of participants that went no further, by reason. AWAITING_KEY_FRAME, PADDING and DUPLICATE are normal; LOOP_BEHIND means that a core has too much to do.",
            "reason"),
    MEDIA_LOOP_CPU(
            "stagedoor_media_loop_cpu_seconds",
            MetricType.COUNTER,
            "Processor time of a media loop, the kernel's work for it included; near one a second, the loop is full.",
            "loop"),
    MEDIA_LOOP_DATAGRAMS(
            "stagedoor_media_loop_sent_datagrams",
            MetricType.COUNTER,
            "Datagrams that a media loop has sent; with its processor time, what a packet costs.",
            "loop"),
    MEDIA_ROOMS("stagedoor_media_rooms", MetricType.GAUGE, "Rooms that are open."),
    MEDIA_PARTICIPANTS(
            "stagedoor_media_participants",
            MetricType.GAUGE,
            "Participants of open rooms, by whether their transport is connected; many that are not mean that media cannot reach this server.",
            "connected"),
    MEDIA_ROUND_TRIP_SECONDS(
            "stagedoor_media_round_trip_seconds",
            MetricType.GAUGE,
            "Longest round trip to a participant, 0 while none has been measured."),
    MEDIA_SCORES(
            "stagedoor_media_scores",
            MetricType.GAUGE,
            "Ways to and from participants by how good they are, 1 (bad) to 5 (excellent), rounded; many below 3 in one direction mean that the network there is full.",
            "direction",
            "score"),

    CONNECTIONS("stagedoor_signaling_connections", MetricType.GAUGE, "People's devices with an open WebSocket."),
    CALLS("stagedoor_signaling_calls", MetricType.GAUGE, "Calls that ring, connect or run."),
    LIVE_SESSIONS("stagedoor_signaling_live_sessions", MetricType.GAUGE, "Sessions of WHIP and WHEP."),
    LIVE_LINKS(
            "stagedoor_signaling_live_links",
            MetricType.GAUGE,
            "Rooms that are pulled from another server now; as many of them as are watched here, where none is published."),
    LIVE_REFUSALS(
            "stagedoor_signaling_live_refusals", MetricType.COUNTER, "Requests of WHIP and WHEP refused.", "reason"),

    TLS_BEGINS(
            "stagedoor_tls_certificate_begins_timestamp_seconds",
            MetricType.GAUGE,
            "When the life of the certificate that this server shows began; absent where it shows none."),
    TLS_ENDS(
            "stagedoor_tls_certificate_ends_timestamp_seconds",
            MetricType.GAUGE,
            "When it ends; browsers refuse it from then on. By ACME it is renewed when two thirds of its life are over."),
    TLS_FAILURES(
            "stagedoor_tls_acme_failures",
            MetricType.COUNTER,
            "Times that the ACME server gave no certificate; the log says why each time."),

    METERED_SESSIONS(
            "stagedoor_billing_metered_sessions", MetricType.GAUGE, "Sessions whose time this node counts now."),

    FINDINGS(
            "stagedoor_billing_findings",
            MetricType.COUNTER,
            "Checks of the daily reconciliation that found something, by how bad that is: FAILURE, the books are wrong; WARNING, somebody should look.",
            "level"),
    JOB_FAILURES(
            "stagedoor_billing_job_failures",
            MetricType.COUNTER,
            "Runs of a job that failed; it is tried again after minutes, and the log says why.",
            "task"),

    RISK_FLAGS(
            "stagedoor_billing_risk_flags",
            MetricType.COUNTER,
            "Findings that look like fraud, by what was looked for; payouts wait until somebody decides in the console.",
            "kind"),

    MAIL_ATTEMPTS(
            "stagedoor_mail_attempts",
            MetricType.COUNTER,
            "Attempts to give a message to the mail server, by outcome: TAKEN; REJECTED, for good; DEFERRED; UNREACHABLE, as would be any other message.",
            "outcome"),

    POOL_CONNECTIONS(
            "stagedoor_database_connections", MetricType.GAUGE, "Connections of a pool, by state.", "pool", "state"),
    POOL_WAITING(
            "stagedoor_database_waiting",
            MetricType.GAUGE,
            "Threads that wait for a connection; if it stays above zero, the database is too slow or the pool too small.",
            "pool"),

    TRACING_SPANS(
            "stagedoor_tracing_spans",
            MetricType.COUNTER,
            "Spans of traces by what became of them: SENT; REFUSED, the endpoint did not take them; DROPPED, more than could wait for it. Absent where nothing is followed.",
            "outcome");

    private final String wireName;
    private final MetricType type;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    Metric(String wireName, MetricType type, String help, String... labels) {
        this.wireName = wireName;
        this.type = type;
        this.help = help;
        this.labels = List.of(labels);
    }

    String wireName() {
        return wireName;
    }

    MetricType type() {
        return type;
    }

    String help() {
        return help;
    }

    /** Names of its labels, in the order in which their values are given. */
    List<String> labels() {
        return labels;
    }
}
