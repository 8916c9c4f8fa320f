import { type Bilingual, ratioPpm } from '@gongji/domain';
import type { ReportTable } from '@gongji/reports';
import type { LevyPlaceRow } from '@gongji/store/contribution';
import type { ReportInputs } from './report-inputs.ts';

/** Names of the rows of payers that no place of the level has. */
const REST: Readonly<Record<string, Bilingual>> = {
  '': { zh: '未登记片区', en: 'no place on file' },
  undivided: { zh: '不分到此级', en: 'not divided so far' },
};

/** Name of a place of payers, also of those without one. */
export function levyPlaceName({ key, name }: Pick<LevyPlaceRow, 'key' | 'name'>): Bilingual {
  return REST[key] ?? { zh: name, en: name };
}

/** Collection by place of the payer. The sum row is of the bills by scheme, another query: what is in no row would show. */
export function levyPlaceTable({ levy, levyPlaces }: ReportInputs): ReportTable {
  const rate = (paid: number, billed: number) => (billed > 0 ? ratioPpm(paid, billed) : null);
  const all = (scheme: string, pick: 'billedFen' | 'paidFen') =>
    levy.filter((one) => one.scheme === scheme).reduce((sum, one) => sum + one[pick], 0);
  const cells = (
    employeeBilled: number,
    employeePaid: number,
    residentBilled: number,
    residentPaid: number,
  ) => [
    ...[employeeBilled, employeePaid, residentBilled, residentPaid],
    ...[employeeBilled + residentBilled, employeePaid + residentPaid],
    rate(employeePaid + residentPaid, employeeBilled + residentBilled),
  ];
  return {
    id: 'levyPlaces',
    title: { zh: '分片区征缴情况', en: 'Collection by area' },
    columns: [
      { id: 'area', name: { zh: '片区', en: 'area' }, unit: 'text' },
      { id: 'employeeBilled', name: { zh: '职工应缴（元）', en: 'employees assessed (yuan)' }, unit: 'fen' },
      { id: 'employeePaid', name: { zh: '职工实缴（元）', en: 'employees collected (yuan)' }, unit: 'fen' },
      { id: 'residentBilled', name: { zh: '居民应缴（元）', en: 'residents assessed (yuan)' }, unit: 'fen' },
      { id: 'residentPaid', name: { zh: '居民实缴（元）', en: 'residents collected (yuan)' }, unit: 'fen' },
      { id: 'billed', name: { zh: '应缴合计（元）', en: 'assessed in all (yuan)' }, unit: 'fen' },
      { id: 'paid', name: { zh: '实缴合计（元）', en: 'collected in all (yuan)' }, unit: 'fen' },
      { id: 'rate', name: { zh: '征缴率', en: 'rate' }, unit: 'ppm' },
    ],
    rows: levyPlaces.map((one) => [
      levyPlaceName(one),
      ...cells(one.employeeBilledFen, one.employeePaidFen, one.residentBilledFen, one.residentPaidFen),
    ]),
    total: [
      { zh: '合计', en: 'total' },
      ...cells(
        all('employee', 'billedFen'),
        all('employee', 'paidFen'),
        all('resident', 'billedFen'),
        all('resident', 'paidFen'),
      ),
    ],
  };
}
