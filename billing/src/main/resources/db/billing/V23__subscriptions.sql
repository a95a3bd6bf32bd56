-- Plans of the house and fan clubs, paid month by month.

-- Three more kinds of transfer, added to whatever the list is by now.
DO $$
DECLARE
    v_check text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'transfer_code_check'
                        AND conrelid = 'transfer'::regclass);
BEGIN
    ALTER TABLE transfer DROP CONSTRAINT transfer_code_check;
    EXECUTE 'ALTER TABLE transfer ADD CONSTRAINT transfer_code_check ' || replace(v_check, '''ADJUST''::text',
        '''ADJUST''::text, ''SUBSCRIBE''::text, ''SUBSCRIPTION_USED''::text, ''SUBSCRIPTION_REFUND''::text');
END $$;

CREATE TABLE plan_version (
    id                    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code                  text        NOT NULL,
    performer_id          uuid,
    digest                text        NOT NULL UNIQUE,
    price_minor           bigint      NOT NULL CHECK (price_minor > 0),
    trial_days            integer     NOT NULL CHECK (trial_days >= 0),
    -- One kind: a discount is a price cut or a bonus lot, never both.
    discount_kind         text        NOT NULL CHECK (discount_kind IN ('NONE', 'PRICE_CUT', 'BONUS_LOT')),
    discount_basis_points integer     NOT NULL CHECK (discount_basis_points BETWEEN 0 AND 9999),
    perks                 text[]      NOT NULL,
    created_at            timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((code = 'FAN_CLUB') = (performer_id IS NOT NULL))
);
CREATE TRIGGER plan_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE fan_club (
    performer_id uuid   PRIMARY KEY,
    plan_id      bigint NOT NULL REFERENCES plan_version
);

CREATE TABLE subscription (
    id            uuid        PRIMARY KEY,
    user_id       uuid        NOT NULL,
    -- The performer of a fan club; the nil id for plans of the house, of which nobody has two.
    scope_id      uuid        NOT NULL,
    plan_id       bigint      NOT NULL REFERENCES plan_version,
    next_plan_id  bigint      REFERENCES plan_version,
    state         text        NOT NULL CHECK (state IN ('TRIALING', 'ACTIVE', 'PAST_DUE', 'CANCELED', 'EXPIRED')),
    had_trial     boolean     NOT NULL,
    anchor_at     timestamptz NOT NULL,
    month_no      integer     NOT NULL CHECK (month_no >= 0),
    period_start  timestamptz NOT NULL,
    period_end    timestamptz NOT NULL,
    cancel_at_end boolean     NOT NULL,
    retry_at      timestamptz NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (period_start < period_end)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX subscription_one_of_a_kind ON subscription (user_id, scope_id)
 WHERE state IN ('TRIALING', 'ACTIVE', 'PAST_DUE');
CREATE INDEX subscription_due ON subscription (retry_at) WHERE state IN ('TRIALING', 'ACTIVE', 'PAST_DUE');
CREATE INDEX subscription_user ON subscription (user_id, created_at DESC);
CREATE INDEX subscription_scope ON subscription (scope_id) WHERE state IN ('TRIALING', 'ACTIVE', 'PAST_DUE');

CREATE FUNCTION check_subscription_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('CANCELED', 'EXPIRED') OR NEW.month_no < OLD.month_no OR NEW.month_no > OLD.month_no + 1
       OR (NEW.state = 'TRIALING' AND OLD.state <> 'TRIALING') OR NEW.user_id <> OLD.user_id OR NEW.scope_id <> OLD.scope_id THEN
        RAISE EXCEPTION 'subscription % is % and cannot go back', OLD.id, OLD.state USING ERRCODE = 'LG008';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER subscription_forward BEFORE UPDATE ON subscription
    FOR EACH ROW EXECUTE FUNCTION check_subscription_moves_forward();

CREATE TABLE subscription_month (
    id                     uuid        PRIMARY KEY,
    subscription_id        uuid        NOT NULL REFERENCES subscription,
    number                 integer     NOT NULL CHECK (number > 0),
    plan_id                bigint      NOT NULL REFERENCES plan_version,
    price_minor            bigint      NOT NULL CHECK (price_minor > 0),
    payout_asset           text        NOT NULL REFERENCES asset,
    nominal_minor_per_coin bigint      NOT NULL CHECK (nominal_minor_per_coin > 0),
    performer_basis_points integer     NOT NULL CHECK (performer_basis_points BETWEEN 0 AND 10000),
    agency_basis_points    integer     NOT NULL CHECK (agency_basis_points BETWEEN 0 AND 10000),
    starts_at              timestamptz NOT NULL,
    ends_at                timestamptz NOT NULL,
    open                   boolean     NOT NULL DEFAULT true,
    UNIQUE (subscription_id, number),
    CHECK (starts_at < ends_at)
);
CREATE UNIQUE INDEX subscription_month_one_open ON subscription_month (subscription_id) WHERE open;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT ON plan_version TO stagedoor_billing;
        GRANT SELECT, INSERT, UPDATE ON fan_club, subscription, subscription_month TO stagedoor_billing;
    END IF;
END $$;
