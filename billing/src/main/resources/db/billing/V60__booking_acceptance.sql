-- A booking is a request until the performer has accepted it, or has come to it. Until then it costs nothing to take it back.
ALTER TABLE booking ADD COLUMN accepted_at timestamptz;
UPDATE booking SET accepted_at = created_at WHERE state IN ('BOOKED', 'RUNNING');
