-- Classes 班级 of a school: what a class is from a day on, with its grade, how many years the stage has, and the head teacher as
-- contact. A class keeps its number when it moves up; its pupils are those whose schooling names it. A row ends when the class moves
-- up, changes, merges, closes or leaves the school.
create table school_class (
  region_code text not null references region,
  unit_id bigint not null references unit,
  class_id bigint not null,
  class_name text not null check (length(class_name) between 1 and 50),
  grade int check (grade between 1 and 9),           -- within the stage; null: not known yet
  years int check (years between 1 and 9),           -- of the stage: who has been in the last one leaves
  head_name text,
  head_phone text,
  valid_from date not null,
  valid_to date,
  end_reason text,
  known_from timestamptz not null default now(),
  primary key (unit_id, class_id, valid_from),
  check (grade is null or years is null or grade <= years),
  check (valid_to is null or valid_to >= valid_from)
);
create index school_class_name on school_class (unit_id, class_name) where valid_to is null;
create trigger keep_history before update or delete on school_class for each row execute function keep_history('unit_id', 'class_id', 'valid_from');

-- Classes that pupils were in so far.
insert into school_class (region_code, unit_id, class_id, class_name, valid_from)
select u.region_code, s.unit_id, min(s.person_id), s.class_name, min(s.valid_from)
  from schooling s join unit u on u.unit_id = s.unit_id
 where s.valid_to is null and s.class_name <> '' and length(s.class_name) <= 50 group by 1, 2, s.class_name;
