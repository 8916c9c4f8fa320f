-- Papers about a person or a transfer, and not about a bill: their number says what they are about.
alter table printed_paper drop constraint printed_paper_check;
alter table printed_paper
  add column subject text,                           -- of a person's paper or a transfer's: person or transfer, and the year
  add constraint printed_paper_about check (
    (settlement_id is not null)::int + (visit_id is not null and fee_day is not null)::int + (subject is not null)::int = 1);
