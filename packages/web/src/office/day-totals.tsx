import type { ReconciliationDayView } from '@gongji/contract';
import { Rest } from '../design/rest.tsx';
import { yuan } from '../i18n/format.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { clearingTypeName } from './clearing-types.ts';
import { reconciliationMessages } from './reconciliation-messages.ts';

type Totals = ReconciliationDayView['totals'];
const MEASURES = ['count', 'totalFen', 'fundFen', 'accountFen', 'cashFen'] as const;

/** Both sides side by side per clearing type; what differs is marked in words too. */
export function DayTotals({ totals }: { readonly totals: Totals }) {
  const t = useText(reconciliationMessages);
  const label = useLabel();
  return (
    <section className="panel">
      <Rest summary={<h2>{t('totals')}</h2>}>
        <div className="reconciliation-totals">
          {totals.map(({ clrType, centre, own }) => (
            <table key={clrType} className="table">
              <caption>{clrType === '' ? t('typeUnknown') : label(clearingTypeName(clrType))}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('measure')}</th>
                  {(['centre', 'ours', 'difference'] as const).map((head) => (
                    <th key={head} scope="col" className="number">
                      {t(head)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {MEASURES.map((name) => (
                  <Measure key={name} name={name} centre={centre[name]} own={own?.[name] ?? null} />
                ))}
              </tbody>
            </table>
          ))}
        </div>
      </Rest>
    </section>
  );
}

interface MeasureProps {
  readonly name: (typeof MEASURES)[number];
  readonly centre: number | null;
  readonly own: number | null;
}

function Measure({ name, centre, own }: MeasureProps) {
  const t = useText(reconciliationMessages);
  const text = (n: number | null): string =>
    n === null ? '–' : name === 'count' ? String(n).replace('-', '−') : yuan(n);
  const off = centre === null || own === null ? null : own - centre;
  return (
    <tr className={off === null || off === 0 ? undefined : 'reconciliation-off'}>
      <th scope="row">{t(name)}</th>
      <td className="number">{text(centre)}</td>
      <td className="number">{text(own)}</td>
      <td className="number">{text(off)}</td>
    </tr>
  );
}
