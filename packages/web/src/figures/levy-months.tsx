import type { LevyMonthsView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { DataTable } from '../design/data-table.tsx';
import { SelectField } from '../design/fields.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { shareText, yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import type { TabProps } from './enrolment-tab.tsx';
import { figuresMessages } from './figures-messages.ts';
import { NoLevy } from './no-levy.tsx';

const YEARS_BACK = 5;

/** Collection month by month 分月征缴, beside the year before; a month opens to its days above. */
export function LevyMonthsPanel({ query, onQuery, thisYear }: TabProps & { readonly thisYear: number }) {
  const t = useText(figuresMessages);
  const year = query.get('year') ?? String(thisYear);
  const months = useApi<LevyMonthsView>(`/api/levy-figures/months?year=${year}`);
  const go = (values: Readonly<Record<string, string>>): void => {
    const next = new URLSearchParams(query);
    next.delete('after');
    for (const [key, value] of Object.entries(values)) next.set(key, value);
    onQuery(next);
  };
  const open = (month: string): void => {
    const [y = '', m = ''] = month.split('-');
    const last = new Date(Date.UTC(Number(y), Number(m), 0)).getUTCDate();
    go({ from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` });
    window.scrollTo({ top: 0 });
  };
  return (
    <section className="panel">
      <h2>{t('levyMonths')}</h2>
      <p className="quiet">{t('levyMonthsHint')}</p>
      <div className="figures-filter">
        <SelectField
          label={t('year')}
          value={year}
          options={Array.from({ length: YEARS_BACK }, (_, back) => String(thisYear - back)).map((value) => ({
            value,
            text: value,
          }))}
          onChange={(value) => go({ year: value })}
        />
      </div>
      <Answered query={months}>
        {(view) => (view.months.every(isEmpty) ? <NoLevy /> : <Months view={view} onOpen={open} />)}
      </Answered>
    </section>
  );
}

const isEmpty = ({ billedFen, paidFen, paidBeforeFen }: LevyMonthsView['months'][number]): boolean =>
  billedFen === 0 && paidFen === 0 && paidBeforeFen === 0;

interface MonthsProps {
  readonly view: LevyMonthsView;
  readonly onOpen: (month: string) => void;
}

function Months({ view, onOpen }: MonthsProps) {
  const t = useText(figuresMessages);
  const thisMonth = chinaToday().slice(0, 7);
  const most = Math.max(1, ...view.months.map((one) => Math.max(one.billedFen, one.paidFen)));
  const sum = (pick: (one: LevyMonthsView['months'][number]) => number) =>
    view.months.reduce((total, one) => total + pick(one), 0);
  const [billed, paid, before] = [
    sum((one) => one.billedFen),
    sum((one) => one.paidFen),
    sum((one) => (one.month > thisMonth ? 0 : one.paidBeforeFen)),
  ];
  return (
    <DataTable
      label={t('levyMonths')}
      rows={view.months}
      keyOf={(one) => one.month}
      columns={[
        {
          head: t('month'),
          cell: ({ month }) => (
            <button type="button" className="figures-link nowrap" onClick={() => onOpen(month)}>
              {month}
            </button>
          ),
        },
        { head: t('billed'), number: true, cell: (one) => yuan(one.billedFen) },
        { head: t('paid'), number: true, cell: (one) => yuan(one.paidFen) },
        {
          head: t('levyBars'),
          cell: (one) => (
            <span className="levy-bars" aria-hidden="true">
              <i style={{ width: `${(Math.max(0, one.billedFen) * 100) / most}%` }} />
              <i style={{ width: `${(Math.max(0, one.paidFen) * 100) / most}%` }} />
            </span>
          ),
        },
        { head: t('collectionRate'), number: true, cell: (one) => shareText(one.paidFen, one.billedFen) },
        { head: t('paidBefore'), number: true, cell: (one) => yuan(one.paidBeforeFen) },
        {
          head: t('growth'),
          number: true,
          cell: (one) => (one.month > thisMonth ? '–' : growth(one.paidFen, one.paidBeforeFen)),
        },
      ]}
      foot={
        <tr>
          <th scope="row">{t('total')}</th>
          <td className="number">{yuan(billed)}</td>
          <td className="number">{yuan(paid)}</td>
          <td />
          <td className="number">{shareText(paid, billed)}</td>
          <td className="number">{yuan(before)}</td>
          <td className="number">{growth(paid, before)}</td>
        </tr>
      }
    />
  );
}

/** How much more than before, in percent with its sign; a dash where nothing was before. */
function growth(now: number, before: number): string {
  if (before <= 0) return '–';
  const tenths = Math.round(((now - before) * 1000) / before);
  return `${tenths > 0 ? '+' : tenths < 0 ? '−' : ''}${(Math.abs(tenths) / 10).toFixed(1)}%`;
}
