import { timeText } from '@gongji/client';
import type { Bilingual } from '@gongji/domain';
import { feeLine } from '../bill/demo-bill.ts';
import { demoCatalogue } from '../catalogue/catalogue.ts';
import type { NamedPerson } from '../people/cast.ts';
import { type Day, keep, type Scene, voucherOf } from './day-record.ts';
import type { Desk } from './desk.ts';
import { playVisit, type VisitPlan } from './visit.ts';

const HOSPITAL = 'H99010100001';

/** A visit that must be refused, with the reason told. */
function refusal(
  name: Bilingual,
  person: NamedPerson,
  change: (day: Day, desk: Desk) => Partial<VisitPlan> = () => ({}),
): Scene {
  return {
    name,
    async play(day) {
      const desk = await day.desk(HOSPITAL);
      const plan: VisitPlan = {
        random: day.random(`refusal/${person}`),
        credential: voucherOf(person),
        medType: '11',
        kind: 'outpatient',
        ...change(day, desk),
      };
      const bill = keep(day, desk, await playVisit(desk, plan), name);
      if (bill !== undefined) {
        day.record.moments.push({
          title: name,
          detail: { zh: '本应拒付而结算了', en: 'should have been refused' },
          good: false,
        });
      }
    },
  };
}

/** A line whose code is in no catalogue. */
function unknownItem(day: Day, desk: Desk): Partial<VisitPlan> {
  const place = { level: desk.institution.level, at: timeText(desk.client.now()), prefix: '' };
  const item = {
    ...demoCatalogue().named('普通门诊诊察费'),
    listCode: 'X0000000000000000000000',
    name: '目录外项目',
  };
  return { lines: [feeLine(day.random('unknown-item'), { item, cnt: 1, place, serial: 1 })] };
}

export const REFUSAL_SCENES: readonly Scene[] = [
  refusal({ zh: '未参保', en: 'not insured' }, 'uncovered'),
  refusal({ zh: '暂停参保', en: 'cover suspended' }, 'suspended'),
  refusal({ zh: '等待期内', en: 'waiting period' }, 'waiting'),
  refusal({ zh: '目录外编码', en: 'unknown item code' }, 'employee', unknownItem),
];
