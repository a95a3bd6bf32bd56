-- A step of a metered session in one call: its row, and the postings that make it so. All of it or nothing.

-- The arrays of the last rows have an item for each posting, and one after the other the lines of all; p_lines says how many
-- lines each has. FENCED: the row has moved on, or the session is somebody else's. viewer_available is the wallet's balance
-- afterwards. Otherwise outcomes are those of post_transfer.
CREATE FUNCTION advance_session(
    p_session uuid, p_node uuid, p_epoch bigint, p_from_tick integer, p_from_extension integer, p_from_part integer,
    p_billable_ms bigint, p_captured bigint, p_tick integer, p_extension integer, p_scope text, p_actor text,
    p_keys text[], p_hashes bytea[], p_codes text[], p_refs uuid[], p_ticks integer[],
    p_lines integer[], p_kinds text[], p_owners uuid[], p_qualifiers text[], p_assets text[], p_amounts bigint[])
    RETURNS TABLE (outcome text, transfer_id bigint, viewer_available bigint, short_kind text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off AS $$
DECLARE
    v_first integer := 1;
    v_last  integer;
BEGIN
    PERFORM FROM metered_session AS session
      WHERE session.id = p_session AND session.state = 'ACTIVE' AND session.tick_no = p_from_tick
        AND session.extension_no = p_from_extension AND session.part_no = p_from_part
        FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        outcome := 'FENCED';
        RETURN NEXT;
        RETURN;
    END IF;
    FOR n IN 1..cardinality(p_keys) LOOP
        v_last := v_first + p_lines[n] - 1;
        SELECT * INTO outcome, transfer_id, viewer_available, short_kind
          FROM post_transfer(
            p_scope, p_keys[n], p_hashes[n], p_codes[n], p_refs[n], p_session, p_ticks[n], NULL, '', p_actor, p_node, p_epoch,
            p_kinds[v_first:v_last], p_owners[v_first:v_last], p_qualifiers[v_first:v_last], p_assets[v_first:v_last],
            p_amounts[v_first:v_last], '{}', '{}', '{}', '{}', 'INR');
        IF outcome NOT IN ('POSTED', 'REPLAYED') THEN
            IF n > 1 THEN
                -- The fence is locked and the coins are held since the first, and the row says that no key was used.
                RAISE EXCEPTION 'posting % of a step of session % came to %', n, p_session, outcome USING ERRCODE = 'LG013';
            END IF;
            RETURN NEXT;
            RETURN;
        END IF;
        v_first := v_last + 1;
    END LOOP;
    UPDATE metered_session AS session
       SET billable_ms = greatest(session.billable_ms, p_billable_ms), captured_minor = p_captured, tick_no = p_tick,
           extension_no = p_extension
     WHERE session.id = p_session;
    RETURN NEXT;
END $$;

REVOKE EXECUTE ON FUNCTION advance_session FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT EXECUTE ON FUNCTION advance_session TO stagedoor_billing;
    END IF;
END $$;
