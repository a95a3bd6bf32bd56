-- What a plan is called by who added it to the price list; empty for fan clubs and for what was sold before there were names.
ALTER TABLE plan_version ADD COLUMN name text NOT NULL DEFAULT '';
