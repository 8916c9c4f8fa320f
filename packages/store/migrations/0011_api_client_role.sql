-- A client of the REST interface has a role like a user, so that one table of permissions rules both.
alter table api_client add column role text;
update api_client set role = case when institution_code is null then 'supervisor' else 'hospital-operator' end;
alter table api_client alter column role set not null;
alter table api_client drop column rights;
