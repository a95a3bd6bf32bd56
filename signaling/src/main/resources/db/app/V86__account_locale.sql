-- Language and region in which somebody last used the page (BCP 47, for example ta-IN); mail to them is written in it.

alter table app.account add column locale text
    check (length(locale) <= 35 and locale ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$');
