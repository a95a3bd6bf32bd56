-- Two more roles, so that nobody needs to be an administrator to look after money, or after people.

alter table app.account drop constraint account_roles_check;
alter table app.account add constraint account_roles_check
    check (cardinality(roles) > 0 and roles <@ array['VIEWER', 'PERFORMER', 'ADMIN', 'FINANCE', 'SUPPORT']);
