-- What a change in the past did to bills stands in the settlements themselves (cause recompute, the act in their reason) and in
-- their journal entries of kind resettlement; a table beside them would say it twice.
drop table resettlement;
