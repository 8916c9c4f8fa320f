-- A bill that the agency settled after all 补结算, and one that a review has reversed 冲回, are not settled again by the institution: read
-- with every settlement, so that each is found by the person. Reversals by a review that has put another settlement in the place
-- are told by it.
create index settlement_by_agency on settlement (person_id)
  where kind = 'reversal' and cause = 'recompute' or kind = 'settlement' and cause = 'manual';
drop index settlement_recomputed;
create index settlement_replacing on settlement (person_id, replaces_id) where replaces_id is not null;
