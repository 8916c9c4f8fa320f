-- What contributions put into the account of a merged number is carried on in their transaction, and fetched when they are taken back.
comment on column merge_carry.act_id is 'the merge, or its undoing; null: carried as bills were settled again, or with contributions';
