-- Messages whose effect 2601 took back, where no reversal of a settlement tells of it: admissions (2401). Without it the
-- message, sent once more, would be answered with the number of a visit that does not stand.
create table message_compensation (
  institution_code text not null,
  msgid text not null,
  compensated_at timestamptz not null,
  primary key (institution_code, msgid)
);
comment on table message_compensation is 'append-only: what was taken back stays so';

create or replace function message_state(e message_effect) returns text stable language sql as $$
  select case when e.state = 'done' and (
    (e.settlement_id is not null and exists (
      select from settlement s
        join settlement r on r.person_id = s.person_id and r.origin_id = s.settlement_id and r.cause = 'compensation'
       where s.person_id = e.person_id and s.medins_setl_id = e.msgid and s.institution_code = e.institution_code))
    or exists (
      select from message_compensation c where c.institution_code = e.institution_code and c.msgid = e.msgid)
  ) then 'compensated' else e.state end
$$;
