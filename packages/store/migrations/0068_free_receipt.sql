-- Money that came in and is not allocated, asked back or gone another way 暂收款, kept with every receipt, allocation, refund and
-- withdrawal in the transaction that writes them, as open_bill is (0061): what waits is read from here instead of from all the
-- receipts there ever were. `gongji verify` makes it again.
create table free_receipt (
  receipt_id bigint primary key references receipt,
  region_code text not null,
  paid_on date not null,
  free_fen bigint not null check (free_fen > 0)
);
create index free_receipt_region on free_receipt (region_code, receipt_id);

create function keep_free_receipts(receipts bigint[]) returns void language sql as $$
  delete from free_receipt where receipt_id = any(receipts);
  insert into free_receipt (receipt_id, region_code, paid_on, free_fen)
  select receipt_id, region_code, paid_on, fen
    from receipt r cross join lateral (select r.amount_fen
      - coalesce((select sum(a.amount_fen) from allocation a where a.receipt_id = r.receipt_id), 0)
      - coalesce((select sum(f.amount_fen) from refund f where f.receipt_id = r.receipt_id and f.state <> 'refused'), 0)
      - coalesce((select sum(w.amount_fen) from receipt_withdrawal w where w.receipt_id = r.receipt_id), 0) as fen) free
   where r.receipt_id = any(receipts) and fen > 0;
$$;

create function keep_new_receipts() returns trigger language plpgsql as $$
begin
  insert into free_receipt (receipt_id, region_code, paid_on, free_fen) select receipt_id, region_code, paid_on, amount_fen from added;
  return null;
end $$;
-- Whoever writes one of these has locked the receipt, so that two never work one out at once.
create function keep_used_receipts() returns trigger language plpgsql as $$
begin
  perform keep_free_receipts(array(select distinct receipt_id from added where receipt_id is not null));
  return null;
end $$;

create trigger keep_new_receipts after insert on receipt referencing new table as added
  for each statement execute function keep_new_receipts();
create trigger keep_allocated_receipts after insert on allocation referencing new table as added
  for each statement execute function keep_used_receipts();
create trigger keep_withdrawn_receipts after insert on receipt_withdrawal referencing new table as added
  for each statement execute function keep_used_receipts();
create trigger keep_receipts_asked_back after insert on refund referencing new table as added
  for each statement execute function keep_used_receipts();
create trigger keep_receipts_refused_back after update on refund referencing new table as added
  for each statement execute function keep_used_receipts();

select keep_free_receipts(array(select receipt_id from receipt));
