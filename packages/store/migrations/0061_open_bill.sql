-- Bills that are not paid in full 未缴清的缴费单, kept with every bill and every allocation in the transaction that writes them: who owes
-- what is read from here instead of from all the bills and payments there ever were. `gongji verify` makes it again.
create table open_bill (
  region_code text not null,
  person_id bigint not null,                         -- 0: a unit or a level of government
  bill_id bigint not null,
  run_id bigint not null,
  scheme text not null,
  period text not null,
  kind text not null,
  payer text not null,
  unit_id bigint,
  area_code text,
  due_on date not null,
  amount_fen bigint not null check (amount_fen > 0),
  paid_fen bigint not null check (paid_fen < amount_fen),
  primary key (person_id, bill_id)
);
create index open_bill_due on open_bill (due_on, region_code);
create index open_bill_unit on open_bill (unit_id) where payer = 'unit';

create function open_new_bills() returns trigger language plpgsql as $$
begin
  insert into open_bill (region_code, person_id, bill_id, run_id, scheme, period, kind, payer, unit_id, area_code, due_on, amount_fen, paid_fen)
  select region_code, person_id, bill_id, run_id, scheme, period, kind, payer, unit_id, area_code, due_on, amount_fen, 0
    from added where amount_fen > 0;
  return null;
end $$;

-- What is paid in full goes; what a payment taken back opens again comes.
create function pay_open_bills() returns trigger language plpgsql as $$
begin
  update open_bill o set paid_fen = o.paid_fen + a.fen
    from (select person_id, bill_id, sum(amount_fen) as fen from added group by 1, 2) a
   where o.person_id = a.person_id and o.bill_id = a.bill_id and o.paid_fen + a.fen < o.amount_fen;
  insert into open_bill (region_code, person_id, bill_id, run_id, scheme, period, kind, payer, unit_id, area_code, due_on, amount_fen, paid_fen)
  select b.region_code, b.person_id, b.bill_id, b.run_id, b.scheme, b.period, b.kind, b.payer, b.unit_id, b.area_code, b.due_on,
         b.amount_fen, p.fen
    from (select person_id, bill_id from added group by 1, 2 having sum(amount_fen) < 0) a
    join contribution_bill b using (person_id, bill_id)
    cross join lateral (select coalesce(sum(amount_fen), 0) as fen from allocation x where x.bill_id = b.bill_id) p
   where b.amount_fen > 0 and p.fen < b.amount_fen
      on conflict do nothing;
  delete from open_bill o using (select person_id, bill_id, sum(amount_fen) as fen from added group by 1, 2 having sum(amount_fen) > 0) a
   where o.person_id = a.person_id and o.bill_id = a.bill_id
     and o.amount_fen <= (select sum(amount_fen) from allocation x where x.bill_id = a.bill_id);
  return null;
end $$;

create trigger open_new_bills after insert on contribution_bill referencing new table as added
  for each statement execute function open_new_bills();
create trigger pay_open_bills after insert on allocation referencing new table as added
  for each statement execute function pay_open_bills();

insert into open_bill (region_code, person_id, bill_id, run_id, scheme, period, kind, payer, unit_id, area_code, due_on, amount_fen, paid_fen)
select b.region_code, b.person_id, b.bill_id, b.run_id, b.scheme, b.period, b.kind, b.payer, b.unit_id, b.area_code, b.due_on,
       b.amount_fen, coalesce(p.fen, 0)
  from contribution_bill b
  left join (select bill_id, sum(amount_fen) as fen from allocation group by 1) p using (bill_id)
 where b.amount_fen > 0 and coalesce(p.fen, 0) < b.amount_fen;
