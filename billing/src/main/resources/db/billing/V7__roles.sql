-- The role the server works under: it reads everything and posts through the function. It cannot write to the journal, to
-- balances, holds or lots by itself. Where the owner of the database may not create roles, the server works as the owner
-- and the triggers alone stand guard.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        BEGIN
            CREATE ROLE stagedoor_billing NOLOGIN;
        EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
            NULL;
        END;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        BEGIN
            GRANT stagedoor_billing TO CURRENT_USER;
        EXCEPTION WHEN insufficient_privilege THEN
            NULL;
        END;
        GRANT USAGE ON SCHEMA billing TO stagedoor_billing;
        GRANT SELECT ON ALL TABLES IN SCHEMA billing TO stagedoor_billing;
        GRANT INSERT, UPDATE, DELETE ON billing_node, session_fence, quote, metered_session, payment_order, provider_event
           TO stagedoor_billing;
        GRANT UPDATE, DELETE ON outbox TO stagedoor_billing;
        GRANT INSERT ON rate_plan_version, session_receipt, tip, installation_secret TO stagedoor_billing;
    END IF;
END $$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA billing FROM PUBLIC;

-- Run on every new connection. Returns the role that is in force.
CREATE FUNCTION assume_application_role() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        BEGIN
            PERFORM set_config('role', 'stagedoor_billing', false);
        EXCEPTION WHEN insufficient_privilege THEN
            NULL;
        END;
    END IF;
    RETURN current_user;
END $$;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT EXECUTE ON FUNCTION post_transfer, record_heartbeats, fold_balances, assume_application_role TO stagedoor_billing;
    END IF;
END $$;
