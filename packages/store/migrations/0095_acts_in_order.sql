-- Acts of a region are listed in the order of their entry or of their day: from either end without sorting all of them.
create index enrolment_act_acted on enrolment_act (acted_at, act_id);
create index enrolment_act_effective on enrolment_act (effective_on, act_id);
