-- What the house says to banks, until when it may, and how far providers are with money that goes back.

ALTER TABLE chargeback
    ADD COLUMN respond_by   timestamptz,
    ADD COLUMN under_review boolean NOT NULL DEFAULT false;

ALTER TABLE provider_event
    ADD COLUMN dispute_respond_by   timestamptz,
    ADD COLUMN dispute_under_review boolean NOT NULL DEFAULT false;

CREATE TABLE case_answer (
    id            uuid        PRIMARY KEY,
    chargeback_id uuid        NOT NULL REFERENCES chargeback,
    answered_by   uuid        NOT NULL,
    -- What is sent, as it was when it was written: the books go on.
    letter        jsonb       NOT NULL,
    made_at       timestamptz NOT NULL,
    state         text        NOT NULL DEFAULT 'TO_SEND' CHECK (state IN ('TO_SEND', 'SENT', 'BY_HAND')),
    -- What the provider said when it did not take it.
    said          text        NOT NULL DEFAULT '',
    asked_at      timestamptz,
    sent_at       timestamptz,
    CHECK ((state = 'SENT') = (sent_at IS NOT NULL))
);
-- One that the provider would not take may be followed by another.
CREATE UNIQUE INDEX case_answer_one_each ON case_answer (chargeback_id) WHERE state <> 'BY_HAND';
CREATE INDEX case_answer_of ON case_answer (chargeback_id, made_at);
CREATE INDEX case_answer_to_send ON case_answer (asked_at) WHERE state = 'TO_SEND';

CREATE FUNCTION check_case_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'TO_SEND' OR (NEW.chargeback_id, NEW.answered_by, NEW.letter, NEW.made_at)
       IS DISTINCT FROM (OLD.chargeback_id, OLD.answered_by, OLD.letter, OLD.made_at) THEN
        RAISE EXCEPTION 'answer % is % and cannot be changed', OLD.id, OLD.state USING ERRCODE = 'LG011';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_answer_once BEFORE UPDATE ON case_answer FOR EACH ROW EXECUTE FUNCTION check_case_answer();
REVOKE EXECUTE ON FUNCTION check_case_answer FROM PUBLIC;

-- What a provider was asked about longest ago comes first, so that those it never answers are in nobody's way.
ALTER TABLE refund_request
    ADD COLUMN asked_at timestamptz,
    DROP CONSTRAINT refund_request_provider_state_check,
    ADD CHECK (provider_state IN ('NONE', 'TO_SEND', 'SENT', 'DONE', 'FAILED', 'BY_HAND'));
CREATE INDEX refund_request_to_send ON refund_request (asked_at NULLS FIRST, id) WHERE provider_state = 'TO_SEND';

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT, UPDATE ON case_answer TO stagedoor_billing;
    END IF;
END $$;
