-- How much news of each provider is kept aside is counted in an index of that alone, however much came that was not.
DROP INDEX provider_event_quarantine;
CREATE INDEX provider_event_quarantine ON provider_event (provider) WHERE outcome = 'QUARANTINED';
