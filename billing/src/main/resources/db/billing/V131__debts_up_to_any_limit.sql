-- How much a viewer may owe is a setting (disputes.debt-limit, up to a thousand million of whole units). The floor was that of the
-- setting's default: beyond it a chargeback could not be booked at all. It is behind the highest that can be set now.
UPDATE account_kind SET floor_minor = -100000000000 WHERE kind = 'viewer.debt';
UPDATE account SET floor_minor = -100000000000 WHERE kind = 'viewer.debt';
