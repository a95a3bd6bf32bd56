-- Orders whose webhook has not come are asked about (docs/decisions/0065): when next, and when last. Null is never again.
ALTER TABLE payment_order
    ADD COLUMN fetch_at   timestamptz,
    ADD COLUMN fetched_at timestamptz;
ALTER TABLE payment_order ALTER COLUMN fetch_at SET DEFAULT clock_timestamp() + interval '3 minutes';
UPDATE payment_order SET fetch_at = clock_timestamp()
 WHERE state IN ('CREATED', 'PENDING', 'FAILED') AND redirect_url <> '' AND created_at > clock_timestamp() - interval '190 days';
CREATE INDEX payment_order_to_fetch ON payment_order (provider, fetch_at)
    WHERE fetch_at IS NOT NULL AND state IN ('CREATED', 'PENDING', 'FAILED');

-- The sandbox's own books: what was paid there, whether anybody was told or not.
CREATE TABLE sandbox_payment (
    payment_ref  text        PRIMARY KEY,
    order_id     uuid        NOT NULL,
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    asset        text        NOT NULL REFERENCES asset,
    paid_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX sandbox_payment_of ON sandbox_payment (order_id, paid_at);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT ON sandbox_payment TO stagedoor_billing;
    END IF;
END $$;
