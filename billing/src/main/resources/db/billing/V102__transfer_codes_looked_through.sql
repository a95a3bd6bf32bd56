-- Every transfer is of a kind that is in the list; looked through while transfers go on being posted.
ALTER TABLE transfer VALIDATE CONSTRAINT transfer_code_check;
