-- Bills of merged duplicates count in one family. Set by the merge for the duplicate, whose bills all count there, and for who
-- stays when he joins the family of the duplicate, whose bills from when he was alone do.
alter table person add column bills_family_id bigint;
