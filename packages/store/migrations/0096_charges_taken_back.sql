-- Charges that were taken back, by their month: whom to audit reads those of two months beside all others of them.
create index charge_taken_back_in on charge (period, person_id, origin_id) where origin_id is not null;
