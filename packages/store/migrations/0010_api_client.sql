-- Client of the REST interface 接口客户端: a program of an institution or of the agency. Its token is kept as a hash only.
create table api_client (
  client_id text primary key check (length(client_id) between 1 and 50),
  name text not null,
  token_hash bytea not null unique,                  -- SHA-256 of the token (256 random bits: no salt needed)
  region_code text not null references region,       -- sees nothing outside this pooling region
  institution_code text references institution,      -- set: sees only the bills of this institution
  rights text[] not null,
  valid_to date,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
