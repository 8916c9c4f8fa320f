-- Targets 目标 also of the rate of participation 参保率, and of the money of one scheme.
alter table target drop constraint target_metric_check;
alter table target
  add constraint target_metric_check
    check (metric in ('employees','residents','ratePpm','levyFen','employeeLevyFen','residentLevyFen')),
  add constraint target_rate_check check (metric <> 'ratePpm' or value <= 1000000);
