-- Registers of enrolment 参保登记: who belongs where, with two time axes. "True when" stands in the rows themselves
-- (valid_from/to, covered_from/to); "known when" is known_from in the row and, for what stood there before, a row of
-- register_history that the trigger below writes. Nobody has to remember to keep history, and nobody can leave it out.

-- Area 行政区划: county (6 digits), street or township (9 digits). Communities are units.
create table area (
  area_code text primary key check (area_code ~ '^[0-9]{6}([0-9]{3})?$'),
  region_code text not null references region,
  level text not null check (level in ('county','street')),
  parent_code text references area,
  name text not null
);

-- Unit 参保单位: who reports persons and pays for them: employers, schools, communities and villages. Reference table.
create table unit (
  unit_id bigint primary key,
  region_code text not null references region,
  kind text not null check (kind in ('employer','school','community')),
  code text not null check (length(code) between 1 and 30),   -- employer: unified social credit code; community: 12 digits; school: school code
  name text not null check (length(name) between 1 and 100),
  name_initials text collate "C",                    -- pinyin initials
  area_code text references area,                    -- street it lies in
  parent_unit_id bigint references unit,             -- branch 分支机构 of an employer
  employer_kind text check (employer_kind in ('government','institution','enterprise','selfEmployed','dispatch','other')),
  industry text,
  status text not null default 'active' check (status in ('active','suspended','cancelled')),
  registered_on date not null default '2020-01-01',
  ended_on date,
  contact_name text,
  contact_phone text,
  address text,
  bank_name text,
  bank_account text,
  collector text,                                    -- 专管员: the account of the responsible clerk
  known_from timestamptz not null default now(),
  unique (kind, code),
  check ((kind = 'employer') = (employer_kind is not null)),
  check ((status = 'cancelled') = (ended_on is not null))
);
create index unit_area on unit (area_code);
create index unit_name on unit (name text_pattern_ops);
create index unit_initials on unit (name_initials) where name_initials is not null;

insert into unit (unit_id, region_code, kind, code, name, employer_kind)
select employer_id, region_code, 'employer', uscc, name, 'enterprise' from employer;
insert into unit (unit_id, region_code, kind, code, name)
select community_code::bigint, region_code, 'community', community_code, name from community;

-- Person 参保人: more of the register.
alter table person
  add column status text not null default 'active' check (status in ('active','dead','merged')),
  add column died_on date,
  add column merged_into bigint references person,   -- duplicate 重复: the person who stays
  add column residence text not null default 'local' check (residence in ('local','nonLocal','hmt','foreign')),  -- 户籍
  add column community_id bigint references unit,    -- community of residence or household registration
  add column address text,
  add column guardian_name text,                     -- of a child: who signs
  add column guardian_cert_no text,
  add column email text,
  add column known_from timestamptz not null default now(),
  add constraint person_dead check ((status = 'dead') = (died_on is not null)),
  add constraint person_merged check ((status = 'merged') = (merged_into is not null));
update person set community_id = community_code::bigint where community_code is not null;
create index person_community on person (community_id) where community_id is not null;

-- Other numbers of the same person 其他证件: an old 15-digit number, a passport, a permit.
create table person_certificate (
  region_code text not null,
  person_id bigint not null references person,
  cert_type text not null,
  cert_no text not null,
  valid_from date,
  valid_to date,
  known_from timestamptz not null default now(),
  primary key (person_id, cert_type, cert_no)
);
create index person_certificate_no on person_certificate (cert_no);

-- Coverage 参保关系: who reports and pays for it, and why it began and ended.
alter table coverage
  add column unit_id bigint references unit,
  add column payer_kind text not null default 'none',  -- kind of payer as the policy names it (employer, flexible, retired, resident, student …)
  add column begin_reason text not null default 'opening',
  add column end_reason text,
  add column known_from timestamptz not null default now();
update coverage c set unit_id = case c.scheme when 'employee' then p.employer_id else p.community_id end
  from person p where p.person_id = c.person_id;
create index coverage_unit on coverage (unit_id, scheme) where unit_id is not null;

alter table person drop column employer_id, drop column community_code;
drop table employer;
drop table community;

-- Schooling 学籍: in which class of which school.
create table schooling (
  region_code text not null,
  person_id bigint not null references person,
  unit_id bigint not null references unit,
  class_name text not null default '',
  student_no text,
  valid_from date not null,
  valid_to date,
  end_reason text,
  known_from timestamptz not null default now(),
  primary key (person_id, unit_id, valid_from)
);
create index schooling_unit on schooling (unit_id, class_name);

-- Special groups 特殊人群: with their proof.
alter table person_group
  add column proof_kind text not null default 'opening',   -- list of civil affairs, certificate …
  add column proof_no text,
  add column proved_by text,                         -- issuing office
  add column known_from timestamptz not null default now();

-- Census 人口底册: who ought to be insured in a community, and where he is if he is not.
create table census (
  region_code text not null,
  person_id bigint not null references person,
  unit_id bigint not null references unit,           -- community
  as_of date not null,
  living_here boolean not null default true,         -- false: 空挂户, registered but not living here
  away_reason text,
  exempt text not null default 'none' check (exempt in ('none','insuredElsewhere','military','abroad','imprisoned','dead','other')),
  exempt_proof text,
  source text not null,                              -- list it was taken from
  known_from timestamptz not null default now(),
  primary key (person_id)
);
create index census_unit on census (unit_id);

-- What stood in a register before 登记历史. `row` is the row as it was; it was known from known_from until known_to.
create table register_history (
  region_code text not null,
  person_id bigint not null,                         -- 0 for a register without persons
  history_id bigint generated always as identity,
  register text not null,
  key text not null,
  row jsonb not null,
  known_from timestamptz not null,
  known_to timestamptz not null default now(),
  changed_by text not null,                          -- actor, as the audit log names him
  removed boolean not null,                          -- true: the row went, e.g. by the undoing of a batch
  primary key (person_id, history_id)
);
create index register_history_key on register_history (person_id, register, key, known_to);
comment on table register_history is 'append-only: what was known stays known';

-- Before a row of a register changes or goes, it is kept. The actor is what the transaction has set as gongji.actor.
create function keep_history() returns trigger language plpgsql as $$
declare
  was jsonb := to_jsonb(old);
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - '{known_from,name_initials}'::text[] = was - '{known_from,name_initials}'::text[] then return new; end if;
    new.known_from := now();
  end if;
  insert into register_history (region_code, person_id, register, key, row, known_from, changed_by, removed)
  values (old.region_code, coalesce((was ->> 'person_id')::bigint, 0), tg_table_name,
          (select string_agg(was ->> k, '/' order by n) from unnest(tg_argv) with ordinality as a(k, n)), was, old.known_from,
          coalesce(nullif(current_setting('gongji.actor', true), ''), session_user), tg_op = 'DELETE');
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger keep_history before update or delete on unit for each row execute function keep_history('unit_id');
create trigger keep_history before update or delete on person for each row execute function keep_history('person_id');
create trigger keep_history before update or delete on person_certificate for each row execute function keep_history('cert_type', 'cert_no');
create trigger keep_history before update or delete on coverage for each row execute function keep_history('scheme', 'covered_from');
create trigger keep_history before update or delete on person_group for each row execute function keep_history('group_name', 'valid_from');
create trigger keep_history before update or delete on schooling for each row execute function keep_history('unit_id', 'valid_from');
create trigger keep_history before update or delete on census for each row execute function keep_history('unit_id');

-- Users of a unit: an employer, school or community sees and reports its own people and nobody else's.
alter table user_account add column unit_id bigint references unit;
alter table api_client add column unit_id bigint references unit;

-- Task 任务: work of more than a moment. It survives the end of the program that runs it, shows its progress, and can be
-- left and found again. Done by whoever takes it; one at a time holds it.
create table task (
  task_id bigint primary key,
  region_code text not null references region,
  kind text not null,
  title text not null,                               -- for the list, e.g. the name of a file
  input json not null,
  state text not null default 'waiting' check (state in ('waiting','running','done','failed','cancelled')),
  done_count bigint not null default 0,
  total_count bigint,
  result json,
  error json,                                        -- {zh, en, remedyZh, remedyEn}
  unit_id bigint references unit,                    -- of a user of a unit: seen by that unit alone
  created_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  held_by text,                                      -- the process that runs it
  beat_at timestamptz,                               -- its last sign of life
  attempt int not null default 0,
  cancel_asked boolean not null default false
);
create index task_open on task (created_at) where state in ('waiting','running');
create index task_by_user on task (created_by, created_at desc);
