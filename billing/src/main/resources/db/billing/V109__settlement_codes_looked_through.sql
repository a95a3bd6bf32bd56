-- As after every new kind of transfer: looked through while transfers go on being posted.
ALTER TABLE transfer VALIDATE CONSTRAINT transfer_code_check;
