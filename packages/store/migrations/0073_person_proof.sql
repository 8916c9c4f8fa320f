-- Papers by which a person was recognised as of a special group 认定材料: seen once, they are not asked for again while they are valid.
create table person_proof (
  region_code text not null,
  person_id bigint not null references person,
  proof_id bigint not null,
  paper text not null,                               -- kind, by the templates of the agency
  paper_no text,
  issued_by text not null,
  issued_on date not null,
  valid_to date,                                     -- null: without a last day
  known_from timestamptz not null default now(),
  primary key (person_id, proof_id),
  check (valid_to >= issued_on)
);
create trigger keep_history before update or delete on person_proof for each row execute function keep_history('proof_id');
