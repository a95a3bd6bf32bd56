-- The evidence for an order begins with the lots that its purchase granted.
CREATE INDEX coin_lot_source ON coin_lot (source_transfer_id);
