-- The daily bulletin 每日一报 of a day that is over reads what was changed since then, and the acts of one day.
create index register_history_since on register_history (register, known_to);
create index enrolment_act_at on enrolment_act using brin (acted_at);
