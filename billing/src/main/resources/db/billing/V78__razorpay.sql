-- Refunds and disputes may name the payment only; and a dispute that was kept aside can be decided on again as what it was.

CREATE INDEX payment_order_payment ON payment_order (provider, payment_ref);

ALTER TABLE provider_event
    ADD COLUMN dispute_ref       text,
    ADD COLUMN dispute_fee_minor bigint CHECK (dispute_fee_minor >= 0),
    ADD CHECK ((dispute_ref IS NULL) = (dispute_fee_minor IS NULL));

-- A bank may send back what a provider had paid: all of it is the payee's again, as if it had failed.
CREATE OR REPLACE FUNCTION check_payout_moves() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.id, OLD.payee_id, OLD.gross_minor, OLD.withheld_minor, OLD.asset, OLD.day, OLD.provider)
           IS DISTINCT FROM (NEW.id, NEW.payee_id, NEW.gross_minor, NEW.withheld_minor, NEW.asset, NEW.day, NEW.provider)
           OR NOT (CASE OLD.state
                WHEN 'REQUESTED' THEN NEW.state IN ('APPROVED', 'HELD', 'FAILED')
                WHEN 'HELD'      THEN NEW.state IN ('HELD', 'APPROVED', 'FAILED')
                WHEN 'APPROVED'  THEN NEW.state IN ('APPROVED', 'HELD', 'SENT', 'FAILED')
                WHEN 'SENT'      THEN NEW.state IN ('SENT', 'UNKNOWN', 'CONFIRMED', 'FAILED')
                WHEN 'UNKNOWN'   THEN NEW.state IN ('UNKNOWN', 'SENT', 'CONFIRMED', 'FAILED')
                WHEN 'CONFIRMED' THEN NEW.state = 'FAILED'
                ELSE false END) THEN
            RAISE EXCEPTION 'payout % is % and cannot become %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'LG011';
        END IF;
    ELSIF NEW.state NOT IN ('REQUESTED', 'APPROVED') THEN
        RAISE EXCEPTION 'payout % cannot begin as %', NEW.id, NEW.state USING ERRCODE = 'LG011';
    END IF;
    IF (TG_OP = 'INSERT' OR (OLD.state = 'APPROVED' AND NEW.state = 'SENT'))
       AND EXISTS (SELECT FROM payee WHERE payee_id = NEW.payee_id AND frozen_at IS NOT NULL) THEN
        RAISE EXCEPTION 'payee % is frozen', NEW.payee_id USING ERRCODE = 'LG012';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION check_payout_moves FROM PUBLIC;
