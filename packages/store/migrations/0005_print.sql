-- Printed documents 单据打印: what makes their verification codes, and which were printed.

-- One row: the secret of this installation behind the codes, made at the first print, and the address that people reach
-- us at, for the QR code (null: the address of the request).
create table print_setting (
  only_row boolean primary key default true check (only_row),
  secret bytea not null,
  public_url text check (public_url ~ '^https?://[^/[:space:]]+')
);

-- One row per print. The same content has the same code; print_no counts its prints 补打.
create table printed_paper (
  region_code text not null,
  person_id bigint not null,
  code text not null check (code ~ '^[0-9A-Z]{16}$'),
  print_no int not null check (print_no > 0),
  document text not null,
  settlement_id bigint,                              -- of a settlement, or
  visit_id text,                                     -- of a visit's day
  fee_day date,
  language text not null check (language in ('zh','en')),
  template text not null,
  printed_by text not null,
  printed_at timestamptz not null,
  check ((settlement_id is null) = (visit_id is not null and fee_day is not null)),
  primary key (person_id, code, print_no)
);
create index printed_paper_code on printed_paper (code);

comment on table printed_paper is 'append-only: what was handed out stays known';
