-- The call log: who called whom, when, how it ended, and what was delivered to each side. Never content.
-- People are opaque ids here, without a foreign key: the log outlives a deleted account.

CREATE TABLE call (
    id               uuid PRIMARY KEY,
    viewer_id        uuid        NOT NULL,
    performer_id     uuid        NOT NULL,
    kind             text        NOT NULL CHECK (kind IN ('AUDIO', 'VIDEO')),
    increment        text        NOT NULL CHECK (increment IN ('MINUTE', 'SECOND')),
    per_minute_minor bigint      NOT NULL CHECK (per_minute_minor >= 0),
    currency         text        NOT NULL,
    state            text        NOT NULL CHECK (state IN ('REQUESTED', 'RINGING', 'CONNECTING', 'ACTIVE', 'ENDED')),
    created_at       timestamptz NOT NULL,
    active_since     timestamptz,
    ended_at         timestamptz,
    outcome          text CHECK (outcome IN
                         ('COMPLETED', 'MISSED', 'DECLINED', 'CANCELLED', 'FAILED', 'INSUFFICIENT_FUNDS')),
    end_reason       text,
    delivered_ms     bigint      NOT NULL DEFAULT 0 CHECK (delivered_ms >= 0),
    charged_minor    bigint      NOT NULL DEFAULT 0 CHECK (charged_minor >= 0),
    CHECK (viewer_id <> performer_id),
    CHECK ((state = 'ENDED') = (outcome IS NOT NULL AND end_reason IS NOT NULL AND ended_at IS NOT NULL))
);

-- History pages of one person, newest first; ids are UUIDv7, so their order is the order of time.
CREATE INDEX call_by_viewer ON call (viewer_id, id DESC);
CREATE INDEX call_by_performer ON call (performer_id, id DESC);
-- What a restarted server has to close.
CREATE INDEX call_open ON call (id) WHERE state <> 'ENDED';

-- What was delivered to each side, kept for disputes.
CREATE TABLE call_leg (
    call_id           uuid   NOT NULL REFERENCES call (id) ON DELETE CASCADE,
    user_id           uuid   NOT NULL,
    received_ms       bigint NOT NULL,
    delivered_ms      bigint NOT NULL,
    received_packets  bigint NOT NULL,
    received_bytes    bigint NOT NULL,
    delivered_packets bigint NOT NULL,
    delivered_bytes   bigint NOT NULL,
    PRIMARY KEY (call_id, user_id)
);
