-- Catalogue mapping 目录对照 as work: the institution's own items, and the states that a mapping goes through.

create table institution_item (                      -- 机构目录项目: what the institution calls it
  institution_code text not null references institution,
  local_code text not null check (length(local_code) between 1 and 150),
  name text not null check (length(name) between 1 and 200),
  list_type text not null default '',                -- empty: the institution did not say
  spec text not null default '',
  dosage_form text not null default '',
  unit text not null default '',
  manufacturer text not null default '',
  price_e4 bigint check (price_e4 >= 0),             -- ten-thousandths of a yuan
  pinyin text not null default '',
  imported_at timestamptz not null,
  primary key (institution_code, local_code)
);

-- Mappings that stand already were made under the earlier rule, without review. A withdrawn one keeps its state and has
-- withdrawn_at; a lapsed one is an approved one whose catalogue item, or whose own time, has ended.
alter table catalogue_mapping
  add column state text not null default 'approved' check (state in ('suggested','submitted','approved','rejected')),
  add column score int check (score between 0 and 100),          -- of a suggestion
  add column submitted_by text,
  add column submitted_at timestamptz,
  add column decided_by text,
  add column decided_at timestamptz,
  add column reason text not null default '',        -- of a rejection
  add constraint catalogue_mapping_second_person check (decided_by <> submitted_by);
alter table catalogue_mapping alter column state drop default;
create index catalogue_mapping_waiting on catalogue_mapping (submitted_at) where state = 'submitted' and withdrawn_at is null;
create index catalogue_mapping_item on catalogue_mapping (institution_code, list_code);

-- An item that was mapped before by 3301 is an item of the institution.
insert into institution_item (institution_code, local_code, name, list_type, imported_at)
select distinct on (institution_code, local_code) institution_code, local_code, left(local_name, 200), list_type, updated_at
  from catalogue_mapping where local_name <> '' and local_code <> '' order by institution_code, local_code, updated_at desc;
