-- What a merge of duplicates carries over 合并结转, and what its undoing carries back: deltas of counters, which the counter rows
-- hold beside the moves of settlements, with their place in the owner's order; and money of the personal account, whose
-- movements and entry stand in the ledger.
create table merge_carry (
  region_code text not null,
  person_id bigint not null,                         -- who stays
  carry_id bigint not null,
  act_id bigint not null,                            -- the merge, or its undoing
  from_person_id bigint not null,                    -- the duplicate
  scheme text,                                       -- of counters; null: money of the account
  place bigint,                                      -- version of the counter row after it
  counters jsonb not null default '{}',              -- key -> delta
  account_fen bigint not null default 0,
  entry_id bigint,
  carried_at timestamptz not null,
  check ((scheme is null) = (place is null)),
  check ((account_fen = 0) = (entry_id is null)),
  primary key (person_id, carry_id)
);
create index merge_carry_of_act on merge_carry (act_id);
comment on table merge_carry is 'append-only: undoing carries back by further rows';

-- A person with the duplicates that were merged into him: what is theirs is shown with his.
create function with_merged(id bigint) returns bigint[] stable language sql as $$
  select array_agg(person_id) from person where person_id = id or merged_into = id
$$;

alter table account_movement drop constraint account_movement_kind;
alter table account_movement add constraint account_movement_kind check (case when settlement_id is null
    then kind in ('opening','credit','pooled-credit','interest','transfer-in','transfer-out','withdrawal','inheritance','correction','merge')
    else kind in ('spend','spend-family','refund') end);
