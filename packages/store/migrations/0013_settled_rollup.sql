-- What the funds and accounts paid by the settlements up to an id, per region; ids rise with time. The overview adds what
-- was settled since instead of summing all settlements. Every row reaches to the same id.
create table settled_rollup (
  region_code text primary key,
  through_id bigint not null,                        -- settlements below this id are in the sum
  settled_fen bigint not null
);
