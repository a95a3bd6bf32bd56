-- Codes that give more coins than one person may promise alone are made by an approval. What a code promises never changes.

ALTER TABLE promo_code ADD COLUMN approval_id uuid REFERENCES approval;
CREATE INDEX promo_code_alone ON promo_code (created_by, created_at) WHERE approval_id IS NULL;

CREATE FUNCTION check_code_keeps_its_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.code, NEW.coins, NEW.valid_from, NEW.valid_until, NEW.max_total, NEW.max_per_user, NEW.created_by, NEW.created_at,
        NEW.approval_id) IS DISTINCT FROM
       (OLD.code, OLD.coins, OLD.valid_from, OLD.valid_until, OLD.max_total, OLD.max_per_user, OLD.created_by, OLD.created_at,
        OLD.approval_id) OR NEW.redeemed < OLD.redeemed THEN
        RAISE EXCEPTION 'code % cannot be changed, only switched off', OLD.code USING ERRCODE = 'LG008';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER promo_code_keeps_its_promise BEFORE UPDATE ON promo_code
    FOR EACH ROW EXECUTE FUNCTION check_code_keeps_its_promise();
CREATE TRIGGER promo_code_stays BEFORE DELETE OR TRUNCATE ON promo_code
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE EXECUTE ON FUNCTION check_code_keeps_its_promise FROM PUBLIC;
