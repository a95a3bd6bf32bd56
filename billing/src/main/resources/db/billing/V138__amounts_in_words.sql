-- An amount as reports write it: INR 1800.00, 12.5 coins. Never null where there is an amount, so that no finding is lost by it.
CREATE FUNCTION in_words(p_minor numeric, p_asset text) RETURNS text
    LANGUAGE sql STABLE SET search_path = billing, pg_temp AS $$
    SELECT coalesce(
        (SELECT CASE WHEN code = 'COIN' THEN trim_scale(round(p_minor / 10::numeric ^ scale, scale)) || ' coins'
                     ELSE code || ' ' || round(p_minor / 10::numeric ^ scale, scale) END
           FROM asset WHERE code = p_asset),
        concat(p_minor, ' ', p_asset))
$$;
