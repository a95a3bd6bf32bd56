-- What is due for expiry is found by indices among all lots there ever were. No column that a posting changes is in one of them, so
-- that a lot is updated within its page: coins that came back to a lot after its expiry are noted in a column of their own.

ALTER TABLE coin_lot ADD COLUMN came_back boolean NOT NULL DEFAULT false;

-- After the update, because a trigger before it would lock each row of every posting once more.
CREATE FUNCTION note_coins_that_came_back() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    UPDATE coin_lot SET came_back = true WHERE id = NEW.id AND NOT came_back;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION note_coins_that_came_back FROM PUBLIC;
CREATE TRIGGER coin_lot_comes_back AFTER UPDATE ON coin_lot FOR EACH ROW
    WHEN (OLD.expired_at IS NOT NULL AND NEW.remaining - NEW.pinned > OLD.remaining - OLD.pinned)
    EXECUTE FUNCTION note_coins_that_came_back();

UPDATE coin_lot SET came_back = true WHERE expired_at IS NOT NULL AND remaining > pinned;

DROP INDEX coin_lot_expiry;
CREATE INDEX coin_lot_expiry ON coin_lot (expires_at) WHERE expires_at IS NOT NULL AND expired_at IS NULL;
CREATE INDEX coin_lot_came_back ON coin_lot (owner_ref) WHERE came_back;

-- As before; and what came back is gone again.
CREATE OR REPLACE FUNCTION note_expiry(p_owner uuid, p_now timestamptz) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
    UPDATE coin_lot SET came_back = false WHERE owner_ref = p_owner AND came_back AND remaining = pinned;
    WITH noted AS (
        UPDATE coin_lot SET expired_at = p_now WHERE owner_ref = p_owner AND expires_at <= p_now AND expired_at IS NULL
        RETURNING id)
    SELECT count(*)::integer FROM noted
$$;
