-- Gifts are tips with a name: what was given, how many and at which price, as it was in the catalogue at that moment.

CREATE TABLE gift (
    tip_id     uuid    PRIMARY KEY REFERENCES tip,
    item       text    NOT NULL,
    name       text    NOT NULL,
    quantity   integer NOT NULL CHECK (quantity > 0),
    unit_coins bigint  NOT NULL CHECK (unit_coins > 0)
);
CREATE TRIGGER gift_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON gift
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT ON gift TO stagedoor_billing;
    END IF;
END $$;
