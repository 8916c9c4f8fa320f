-- What was used of a consent to share an account 家庭共济已用额: the movements of the owner's account by bills of the relative
-- that were settled while the consent held; a reversal counts where the bill that it takes back counted.
create function shared_use_fen(s account_sharing) returns bigint stable language sql as $$
  select coalesce(-sum(m.amount_fen), 0)::bigint
    from settlement t
    join account_movement m on m.settlement_id = t.settlement_id and m.person_id = s.owner_person_id
    left join settlement o on o.person_id = t.person_id and o.settlement_id = t.origin_id
   where t.person_id = s.person_id
     and (coalesce(o.settled_at, t.settled_at) at time zone 'Asia/Shanghai')::date
         between s.valid_from and coalesce(s.valid_to, 'infinity')
$$;
