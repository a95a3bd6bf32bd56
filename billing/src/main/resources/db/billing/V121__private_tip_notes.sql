-- Whether a tip's message is for the performer alone; what was given before was for both.
ALTER TABLE tip ADD COLUMN private_message boolean NOT NULL DEFAULT false;
