-- Outside payment providers: what they call an order, and what a webhook said, so that one that was kept aside can be
-- decided on again without believing its bytes a second time.

ALTER TABLE payment_order ADD COLUMN provider_ref text;

ALTER TABLE provider_event
    ADD COLUMN kind         text,
    ADD COLUMN payment_ref  text,
    ADD COLUMN amount_minor bigint,
    ADD COLUMN amount_asset text REFERENCES asset;
CREATE INDEX provider_event_newest ON provider_event (provider, id DESC);
