-- How the gifts of a list place, name and show themselves, by their ids. Beside the list and not in it: servers of the version before
-- read a list strictly (docs/decisions/0069).
ALTER TABLE price_list ADD COLUMN gift_looks text NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(gift_looks::jsonb) = 'object');
