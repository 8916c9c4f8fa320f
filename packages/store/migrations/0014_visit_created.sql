-- Finds the visits of a few days, for the nightly removal of purchases that were cut off before they were settled.
create index visit_created on visit using brin (created_at);
