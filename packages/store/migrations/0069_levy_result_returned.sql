-- Who gave a proposed result of a finding back, so that a colleague who decides at the same time is told who came first.
alter table levy_finding add column returned_by text, add column returned_at timestamptz;
