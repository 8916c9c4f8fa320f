-- More of the register of persons: until when the certificate is valid 证件有效期, and what somebody is to the head of the
-- household 与户主关系. `family_id` stays the key under which a family's counters stand, whoever its head is.
alter table person
  add column cert_valid_to date,
  add column family_role text check (family_role in ('head','spouse','child','parent','other'));

-- A unit that was merged into another 单位合并: who asks for it is sent there.
alter table unit add column merged_into bigint references unit;
