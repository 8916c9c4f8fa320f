-- Money that waits in the account of a merged number is a finding of the night.
alter table register_finding drop constraint register_finding_kind_check;
alter table register_finding add constraint register_finding_kind_check
  check (kind in ('doubleCover','coverElsewhere','duplicatePerson','studentOver','mergedMoney'));
