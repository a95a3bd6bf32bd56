-- What somebody is to be told by letter, written by the transaction that did it, whichever server's that was: a purchase that was
-- paid, a payout that was paid, failed or is held, a decision on a payee's papers. Whoever writes letters takes a row over and deletes
-- it. What happened before this table is in nobody's letter.
CREATE TABLE notice (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       text        NOT NULL CHECK (kind IN ('PURCHASE_PAID', 'PAYOUT_HELD', 'PAYOUT_PAID', 'PAYOUT_FAILED',
                                                    'PAYEE_VERIFIED', 'PAYEE_REJECTED')),
    person_id  uuid        NOT NULL,
    -- The order, the payout, or the payee.
    subject_id uuid        NOT NULL,
    -- Why, in plain words, as it was said at that moment; empty if nothing was said.
    reason     text        NOT NULL DEFAULT '',
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Paid for the first time: whatever comes back to an order that was paid is in its receipt already.
CREATE FUNCTION notice_purchase() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    INSERT INTO notice (kind, person_id, subject_id) VALUES ('PURCHASE_PAID', NEW.user_id, NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER payment_order_noticed AFTER UPDATE OF state ON payment_order FOR EACH ROW
    WHEN (NEW.state = 'PAID' AND OLD.state IN ('CREATED', 'PENDING', 'FAILED')) EXECUTE FUNCTION notice_purchase();

CREATE FUNCTION notice_payout() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    INSERT INTO notice (kind, person_id, subject_id, reason)
    VALUES (CASE NEW.state WHEN 'HELD' THEN 'PAYOUT_HELD' WHEN 'CONFIRMED' THEN 'PAYOUT_PAID' ELSE 'PAYOUT_FAILED' END,
            NEW.payee_id, NEW.id, NEW.reason);
    RETURN NULL;
END $$;
CREATE TRIGGER payout_noticed AFTER UPDATE OF state ON payout FOR EACH ROW
    WHEN (NEW.state <> OLD.state AND NEW.state IN ('HELD', 'CONFIRMED', 'FAILED')) EXECUTE FUNCTION notice_payout();

CREATE FUNCTION notice_review() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    INSERT INTO notice (kind, person_id, subject_id, reason)
    VALUES ('PAYEE_' || NEW.decision, NEW.payee_id, NEW.payee_id, NEW.reason);
    RETURN NULL;
END $$;
CREATE TRIGGER payee_review_noticed AFTER INSERT ON payee_review FOR EACH ROW EXECUTE FUNCTION notice_review();

REVOKE EXECUTE ON FUNCTION notice_purchase, notice_payout, notice_review FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, DELETE ON notice TO stagedoor_billing;
    END IF;
END $$;
