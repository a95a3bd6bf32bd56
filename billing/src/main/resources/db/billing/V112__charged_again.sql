-- Outside providers charge again, too (docs/decisions/0066). Of an order: whether its buyer agreed, before it was paid, that what
-- pays for it is kept; and by what its provider can charge the payer again, null if it cannot.
ALTER TABLE payment_order
    ADD COLUMN keeps_method boolean NOT NULL DEFAULT false,
    ADD COLUMN method_ref   text,
    -- Of an attempt at a provider that does not know a repeated order again: when it was sent, which is done once.
    ADD COLUMN auto_sent_at timestamptz CHECK (auto_sent_at IS NULL OR auto_attempt IS NOT NULL);
ALTER TABLE provider_event ADD COLUMN method_ref text;

-- The sandbox goes by the payment itself.
UPDATE payment_order SET method_ref = payment_ref WHERE provider = 'sandbox' AND payment_ref IS NOT NULL;
