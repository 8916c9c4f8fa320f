/** SQL: the day by which its policy looks at a settlement `s` and says whether it is covered, suspended or waits. */
export const POLICY_DAY = `(select case v.policy_date when 'event' then s.started_on
    when 'settlement' then (s.bill -> 'dates' ->> 'settledOn')::date else s.ended_on end
  from policy_version v where v.version = s.policy_version)`;
