-- Finding persons who are registered twice 重复登记: the number in its oldest form (an identity number of somebody born in the
-- 1900s without its century and check digit, as the old one of 15 digits has it), and the name without dots and spaces.
create function certificate_key(cert_no text) returns text immutable strict parallel safe language sql as $$
  select case when cert_no ~ '^[0-9]{6}19[0-9]{9}[0-9X]$' then substr(cert_no, 1, 6) || substr(cert_no, 9, 9) else upper(cert_no) end
$$;
create function name_key(name text) returns text immutable strict parallel safe language sql as $$
  select upper(translate(name, '·•・‧∙⋅ 　.', ''))
$$;
-- A row as JSON whose numbers are text: ids have more digits than a JSON number keeps exactly.
create function exact_row(r jsonb) returns jsonb immutable strict parallel safe language sql as $$
  select jsonb_object_agg(key, case jsonb_typeof(value) when 'number' then to_jsonb(value #>> '{}') else value end) from jsonb_each(r)
$$;
-- Numbers of new persons 人员编号; below 50 000 000 000 000 are those that came from elsewhere.
create sequence person_number as bigint start 50000000000001;
create index person_certificate_key on person (certificate_key(cert_no));
create index person_other_certificate_key on person_certificate (certificate_key(cert_no));
create index person_merged_into on person (merged_into) where merged_into is not null;
create index person_born on person (born_on);

-- Enrolment act 参保业务: one entry in the registers, with what was asked, what was decided from the policy with its trace,
-- and the rows it made or changed, before and after. Undoing is another act, which puts back exactly what stood before.
create table enrolment_act (
  region_code text not null,
  person_id bigint not null,                         -- 0 for a register without persons
  act_id bigint not null,
  kind text not null,                                -- register, change, correct, death, join, stop, resume …, merge, undo
  scheme text,
  unit_id bigint references unit,                    -- the unit it was done by or for
  effective_on date not null,
  facts jsonb not null,                              -- what was asked
  decision jsonb not null,                           -- fee, first covered day, warnings, trace
  effects jsonb not null,                            -- [{register, before, after}]: rows as they stood and as they stand
  reason text not null,
  undoes_id bigint,
  request_id bigint,                                 -- what a second person agreed to
  acted_by text not null,
  acted_at timestamptz not null,
  check ((kind = 'undo') = (undoes_id is not null)),
  primary key (person_id, act_id)
);
create unique index enrolment_act_undone_once on enrolment_act (person_id, undoes_id) where undoes_id is not null;
create index enrolment_act_by_id on enrolment_act (act_id);
create index enrolment_act_unit on enrolment_act (unit_id, act_id) where unit_id is not null;
create index enrolment_act_by_user on enrolment_act (acted_by, act_id);
comment on table enrolment_act is 'append-only: undoing is another act';

-- One effect per key of the sender 幂等键: the same key and body answer the same for ever.
create table register_effect (
  sender text not null,
  idempotency_key text not null,
  body_hash bytea not null,
  answer json not null,
  made_at timestamptz not null,
  primary key (sender, idempotency_key)
);
comment on table register_effect is 'append-only: one effect per key, for ever';

-- Request 待复核事项: what needs a second person. Who asks never decides.
create table enrolment_request (
  region_code text not null,
  person_id bigint not null,
  request_id bigint not null,
  kind text not null check (kind in ('act','merge','retroactive','undo')),
  body jsonb not null,                               -- what is to be done
  shown jsonb not null,                              -- what the person who asked was shown: fee, days, differences
  causes text[] not null,                            -- why a second person is needed
  reason text not null,
  unit_id bigint references unit,
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  approved boolean,
  note text not null default '',
  act_id bigint,
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (approved is null)),
  check (decided_by is distinct from requested_by),
  primary key (person_id, request_id)
);
create index enrolment_request_open on enrolment_request (region_code, request_id) where decided_at is null;
create index enrolment_request_by_id on enrolment_request (request_id);

-- Two persons who were looked at and are not one 已核实非同一人.
create table not_duplicate (
  region_code text not null,
  person_id bigint not null references person,       -- the lower number of the two
  other_id bigint not null references person,
  checked_by text not null,
  checked_at timestamptz not null,
  reason text not null,
  primary key (person_id, other_id)
);
comment on table not_duplicate is 'append-only: who looked and what he found';

-- What a change in the past did to bills 追溯重算: differences per payer, and what the person owes (+) or gets (−).
create table resettlement (
  region_code text not null,
  person_id bigint not null,
  resettlement_id bigint not null,
  act_id bigint not null,
  scheme text not null,
  bills json not null,                               -- [{settlementId, replacedBy, before, after, payers}]
  person_owes_fen bigint not null,                   -- + the person owes the fund, − the person gets
  entry_id bigint,                                   -- journal entry of the difference
  made_at timestamptz not null,
  primary key (person_id, resettlement_id)
);
create unique index resettlement_of_act on resettlement (person_id, act_id, scheme);
comment on table resettlement is 'append-only: a further change is a further row';
