-- Governments whose shares the documents do not print 各级政府（分担未载） owe one bill together.
alter table contribution_bill drop constraint contribution_bill_payer_check;
alter table contribution_bill add constraint contribution_bill_payer_check
  check (payer in ('unit','person','account','medicalAid','central','province','city','county','government'));
-- Whether the papers of the special group came within their time 材料按期交齐, where the policy asks for it.
alter table coverage add column papers_in_time boolean not null default false;
