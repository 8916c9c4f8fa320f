import { fileURLToPath } from 'node:url';
import type { PolicyModel } from '@gongji/engine';
import { inTransaction } from '@gongji/store';
import { type AssessmentRun, insertRun } from '@gongji/store/contribution';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { loadPolicyFiles, type PolicyFile } from '../../policy/load-policy-files.ts';
import { recordPolicyVersions } from '../../policy/record-policy-versions.ts';
import { contributionPolicy, spanOfPeriod, usualDueDay } from '../period.ts';
import { runAssessment } from '../run-assessment.ts';

export const REGION = '990100';
export const NOW = new Date('2026-11-26T02:00:00Z');
const POLICIES = fileURLToPath(new URL('../../../../../policies/showcase', import.meta.url));

/** A small city for tests of contributions: one employer, one self-employed, one retired, and residents. */
export interface SmallCity {
  readonly db: TestDatabase;
  readonly policies: readonly PolicyFile[];
  readonly policy: (scheme: 'employee' | 'resident') => PolicyModel;
  /** Assesses a period with the wages declared. */
  readonly assess: (scheme: 'employee' | 'resident', period: string) => Promise<AssessmentRun>;
}

export async function smallCity(): Promise<SmallCity> {
  const db = await createTestDatabase();
  await db.owner.query(CITY);
  const policies = loadPolicyFiles(POLICIES);
  await recordPolicyVersions(db.owner, policies);
  const policy = (scheme: 'employee' | 'resident') => {
    const found = contributionPolicy(
      policies,
      REGION,
      scheme,
      spanOfPeriod({ benefitYearStart: '01-01' }, '2026-11').from,
    );
    if (found === undefined) throw new Error(`no policy for ${scheme}`);
    return found;
  };
  return {
    db,
    policies,
    policy,
    assess: async (scheme, period) => {
      const dueOn = usualDueDay(spanOfPeriod(policy(scheme), period), period);
      const run: AssessmentRun = {
        ...{ runId: db.newId(), regionCode: REGION, scheme, period, kind: 'regular', unitId: null, dueOn },
        ...{ createdBy: 'clerk', createdAt: NOW },
      };
      await inTransaction(db.pool, (tx) => insertRun(tx, run));
      await runAssessment({ pool: db.pool, newId: db.newId, now: () => NOW }, run, policy(scheme));
      return run;
    },
  };
}

const CITY = `
  insert into region values ('990100', '共济市');
  insert into area values ('990101', '990100', 'county', null, '同心区'), ('990101001', '990100', 'street', '990101', '和平街道');
  insert into unit (unit_id, region_code, kind, code, name, area_code, employer_kind) values
    (1, '990100', 'employer', '91990100MA00000001', '共济市同心机械有限公司', '990101001', 'enterprise'),
    (2, '990100', 'employer', '91990100MA00000002', '共济市望舒软件有限公司', '990101001', 'enterprise'),
    (990101001001, '990100', 'community', '990101001001', '同心区和平社区', '990101001', null);
  insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id)
  select '990100', n, 'P' || n, '甲乙丙丁戊己庚辛'::text, 'C' || n, '1', date '1980-01-01', 990101001001 from generate_series(1, 8) n;
  insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind) values
    ('990100', 1, 'employee', '310', '2020-01-01', '2020-01-01', '1101', 'active', 'none', 1, 'employer'),
    ('990100', 2, 'employee', '310', '2020-01-01', '2020-01-01', '1101', 'active', 'none', 1, 'employer'),
    ('990100', 3, 'employee', '310', '2020-01-01', '2020-01-01', '1101', 'active', 'none', 1, 'employer'),
    ('990100', 4, 'employee', '310', '2020-01-01', '2020-01-01', '1103', 'flexible', 'none', null, 'flexible'),
    ('990100', 5, 'employee', '310', '2020-01-01', '2020-01-01', '1201', 'retired', 'none', null, 'retired'),
    ('990100', 6, 'resident', '390', '2026-01-01', '2026-01-01', '15', 'adult', 'tier1', 990101001001, 'resident'),
    ('990100', 7, 'resident', '390', '2026-01-01', '2026-01-01', '15', 'adult', 'tier1', 990101001001, 'resident'),
    ('990100', 8, 'employee', '310', '2020-01-01', '2020-01-01', '1101', 'active', 'none', 2, 'employer');
  insert into person_group (region_code, person_id, group_name, idet_type, valid_from) values ('990100', 7, 'lowIncome', '02', '2025-01-01');
  insert into base_declaration (declaration_id, region_code, unit_id, from_month, persons, state, submitted_by, submitted_at, decided_by, decided_at) values
    (1, '990100', 1, '2026-01-01', 3, 'approved', 'employer', '2026-01-05', 'clerk', '2026-01-06'),
    (2, '990100', null, '2026-01-01', 1, 'approved', 'person', '2026-01-05', 'clerk', '2026-01-06');
  insert into declared_base values ('990100', 1, 1, 1000000), ('990100', 2, 1, 300000), ('990100', 3, 1, 3000000), ('990100', 4, 2, 500000);
`;
