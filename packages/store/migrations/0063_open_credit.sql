-- A bill of less than nothing is a credit of its payer 抵扣余额 until it is set off or has made what was paid free money again.
-- What of it is not used yet is kept with every bill and allocation, as open_bill is; `gongji verify` makes it again.
create table open_credit (
  region_code text not null,
  person_id bigint not null,                         -- 0: a unit or a level of government
  bill_id bigint not null,
  scheme text not null,
  payer text not null,
  unit_id bigint,
  area_code text,
  left_fen bigint not null check (left_fen > 0),
  primary key (person_id, bill_id)
);
create index open_credit_scheme on open_credit (region_code, scheme);

create function keep_credits(bills bigint[]) returns void language sql as $$
  delete from open_credit where bill_id = any(bills);
  insert into open_credit (region_code, person_id, bill_id, scheme, payer, unit_id, area_code, left_fen)
  select b.region_code, b.person_id, b.bill_id, b.scheme, b.payer, b.unit_id, b.area_code, p.fen - b.amount_fen
    from contribution_bill b
    cross join lateral (select coalesce(sum(amount_fen), 0) as fen from allocation a where a.bill_id = b.bill_id) p
   where b.bill_id = any(bills) and b.amount_fen < 0 and p.fen > b.amount_fen;
$$;
create function keep_new_credits() returns trigger language plpgsql as $$
begin
  if exists (select from added where amount_fen < 0) then
    perform keep_credits(array(select bill_id from added where amount_fen < 0));
  end if;
  return null;
end $$;
create function keep_used_credits() returns trigger language plpgsql as $$
declare bills bigint[] := array(select a.bill_id from added a join contribution_bill b using (person_id, bill_id) where b.amount_fen < 0);
begin
  if cardinality(bills) > 0 then perform keep_credits(bills); end if;
  return null;
end $$;
create trigger keep_new_credits after insert on contribution_bill referencing new table as added
  for each statement execute function keep_new_credits();
create trigger keep_used_credits after insert on allocation referencing new table as added
  for each statement execute function keep_used_credits();

select keep_credits(array(select bill_id from contribution_bill where amount_fen < 0));
