-- What is looked for again and again, or shown, is found by an index among however much there is of it by then.

-- All that came about an order, for its evidence, and what was told of its refunds.
DROP INDEX provider_event_refunds;
CREATE INDEX provider_event_order ON provider_event (order_id) WHERE order_id IS NOT NULL;

-- Every request about an order, rejected ones too.
CREATE INDEX refund_request_order ON refund_request (order_id);

-- What the next file for the bank has.
CREATE INDEX bank_file_line_queued ON bank_file_line (payout_id) WHERE state = 'QUEUED';
