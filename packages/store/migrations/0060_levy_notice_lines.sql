-- A notice 整改通知书 keeps what it said when it was issued: findings go on, the paper that was handed out does not.
alter table levy_notice add column lines jsonb not null default '[]';
update levy_notice n set lines = coalesce((
  select jsonb_agg(jsonb_build_object('findingId', f.finding_id::text, 'checkId', f.check_id, 'kind', f.kind, 'subject', f.subject,
           'field', f.field, 'registered', f.registered, 'evidenced', f.evidenced, 'amountFen', f.amount_fen)
           order by f.amount_fen desc nulls last, f.check_id, f.subject_key, f.field)
    from levy_finding f where f.notice_id = n.notice_id), '[]');
alter table levy_notice alter column lines drop default;
comment on table levy_notice is 'append-only: what an employer was told stays';
