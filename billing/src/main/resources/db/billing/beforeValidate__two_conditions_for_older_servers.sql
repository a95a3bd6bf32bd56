-- Migrations 40 and 41 asked for JSON in words that only PostgreSQL 16 and later understand; 15 is enough for everything
-- else. What they ask for is the same in other words, so a database that was made with the former ones is told of these.
DO $$
BEGIN
    IF to_regclass('billing.flyway_schema_history') IS NOT NULL THEN
        UPDATE billing.flyway_schema_history SET checksum = -1555827989 WHERE version = '40' AND checksum = 1227141064;
        UPDATE billing.flyway_schema_history SET checksum = 495484306 WHERE version = '41' AND checksum = 1073453838;
    END IF;
END $$;
