-- Agencies, which represent performers. Whether one does is not said here but by a membership.

alter table app.account drop constraint account_roles_check;
alter table app.account add constraint account_roles_check
    check (cardinality(roles) > 0 and roles <@ array['VIEWER', 'PERFORMER', 'AGENCY', 'ADMIN', 'FINANCE', 'SUPPORT']);
