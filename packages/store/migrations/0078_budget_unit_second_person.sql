-- A mark of a budget unit 财政统发 is asked for by one and agreed by another, its end too. Marks of before have nobody who asked.
alter table budget_unit
  add column asked_by text,
  add column end_asked_by text,
  add check (agreed_by <> asked_by),
  add check (ended_by <> end_asked_by);
