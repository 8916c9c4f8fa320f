-- Bills that were reversed as a payment was taken back 撤销缴费 stand with the account of its debtor, and wait to be settled again. Both are
-- few among many: reversals by a review, and the acts that take such payments back.
create index settlement_recomputed on settlement (person_id) where kind = 'reversal' and cause = 'recompute';
create index enrolment_act_payment_back on enrolment_act (act_id) where kind = 'payment-back';
