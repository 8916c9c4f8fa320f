import { type Day, EVERYDAY, keep, type Scene, voucherOf } from './day-record.ts';
import { playPurchase } from './purchase.ts';
import { playVisit, type VisitPlan } from './visit.ts';

/** Where the crowd goes: hospitals twice as often as pharmacies. */
const PLACES = [
  'H99010100001',
  'H99010100001',
  'H99010300005',
  'H99010100008',
  'H99010400009',
  'P99010200002',
] as const;
const AT_ONCE = 6;

/** Ordinary people with ordinary bills, several at a time; `firstPerson` and up are not in the named cast. */
export function crowdScene(people: {
  readonly bills: number;
  readonly firstPerson: number;
  readonly lastPerson: number;
}): Scene {
  return {
    name: { zh: '日常就诊', en: 'everyday visits' },
    async play(day) {
      let next = 0;
      const worker = async () => {
        while (next < people.bills) {
          next += 1;
          await one(day, { index: next, ...people });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    },
  };
}

async function one(
  day: Day,
  of: { readonly index: number; readonly firstPerson: number; readonly lastPerson: number },
): Promise<void> {
  const random = day.random(`crowd/${of.index}`);
  const desk = await day.desk(random.pick(PLACES));
  const credential = voucherOf(random.int(of.firstPerson, of.lastPerson));
  const outcome =
    desk.institution.type === '2'
      ? await playPurchase(desk, { random, credential })
      : await playVisit(desk, { random, credential, ...random.weighted(KINDS) });
  keep(day, desk, outcome, EVERYDAY);
}

const KINDS: readonly (readonly [Pick<VisitPlan, 'medType' | 'kind'>, number])[] = [
  [{ medType: '11', kind: 'outpatient' }, 80],
  [{ medType: '13', kind: 'emergency' }, 20],
];
