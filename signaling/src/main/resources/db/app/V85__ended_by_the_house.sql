-- Sessions end as well when a person's roles in the house or the password were changed from the machine.

alter table app.session drop constraint session_ended_reason_check;
alter table app.session add constraint session_ended_reason_check
    check (ended_reason in ('SIGNED_OUT', 'TOKEN_REUSED', 'SECOND_FACTOR', 'ROLES', 'PASSWORD'));
