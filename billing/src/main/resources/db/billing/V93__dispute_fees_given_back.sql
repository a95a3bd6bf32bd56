-- What a provider gave back of the fee for a case, once it is won.
ALTER TABLE chargeback ADD COLUMN fee_returned_minor bigint NOT NULL DEFAULT 0
    CHECK (fee_returned_minor BETWEEN 0 AND fee_minor);
ALTER TABLE provider_event ADD COLUMN dispute_fee_returned_minor bigint NOT NULL DEFAULT 0;
