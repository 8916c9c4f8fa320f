import { money, shareText, yuan } from '../i18n/format.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { assessmentMessages } from './assessment-messages.ts';
import type { PayerShare, Split } from './split.ts';
import './assessment.css';

/** The bill as a waterfall: each payer takes its part off the total until what the person pays is left. */
export function Waterfall({ split }: { readonly split: Split }) {
  const t = useText(assessmentMessages);
  const nameOf = usePayerName();
  const label = t('pictureLabel', { total: money(split.totalFen), person: money(split.personFen) });
  const rows = barsOf(split);
  return (
    <figure className="waterfall" role="img" aria-label={label}>
      <Bar name={t('total')} amountFen={split.totalFen} from={0} width={1} color="var(--ink-3)" strong />
      {rows.map(({ row, from, width }) => (
        <Bar
          key={row.id}
          name={nameOf(row)}
          amountFen={row.amountFen}
          from={from}
          width={width}
          color={row.color}
        />
      ))}
    </figure>
  );
}

interface BarProps {
  readonly name: string;
  readonly amountFen: number;
  readonly from: number;
  readonly width: number;
  readonly color: string;
  readonly strong?: boolean;
}

function Bar({ name, amountFen, from, width, color, strong = false }: BarProps) {
  return (
    <div className={strong ? 'bar bar-strong' : 'bar'}>
      <span className="bar-name">{name}</span>
      <span className="bar-amount">{yuan(amountFen)}</span>
      <span className="bar-track">
        <i style={{ left: `${from * 100}%`, width: `max(2px, ${width * 100}%)`, background: color }} />
      </span>
    </div>
  );
}

function barsOf({ payers, totalFen }: Split) {
  let left = 0;
  return payers.map((row) => {
    const width = totalFen === 0 ? 0 : row.amountFen / totalFen;
    const from = left;
    left += width;
    return { row, from, width };
  });
}

/** The same as the picture, as a table to read and copy. */
export function PayerTable({ split }: { readonly split: Split }) {
  const t = useText(assessmentMessages);
  const nameOf = usePayerName();
  return (
    <table className="table">
      <caption className="sr-only">{t('pictureTitle')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('payer')}</th>
          <th scope="col" className="number">
            {t('amountYuan')}
          </th>
          <th scope="col" className="number">
            {t('shareOfBill')}
          </th>
        </tr>
      </thead>
      <tbody>
        {split.payers.map((row) => (
          <tr key={row.id}>
            <td>
              <i className="dot" style={{ background: row.color }} />
              {nameOf(row)}
            </td>
            <td className="number">{yuan(row.amountFen)}</td>
            <td className="number quiet">{shareText(row.amountFen, split.totalFen)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('total')}</th>
          <td className="number">{yuan(split.totalFen)}</td>
          <td className="number quiet">{shareText(split.totalFen, split.totalFen)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Five amounts into which a bill falls before any share. */
export function PartsTable({ split: { parts, totalFen } }: { readonly split: Split }) {
  const t = useText(assessmentMessages);
  const rows = [
    ['selfPaid', parts.selfPaidFen],
    ['overLimit', parts.overLimitFen],
    ['firstPay', parts.firstPayFen],
    ['inScope', parts.inScopeFen],
    ['deductibleWithin', parts.deductibleFen],
  ] as const;
  return (
    <table className="table">
      <caption className="sr-only">{t('partsTitle')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('part')}</th>
          <th scope="col" className="number">
            {t('amountYuan')}
          </th>
          <th scope="col" className="number">
            {t('shareOfBill')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([key, amountFen]) => (
          <tr key={key} className={key === 'deductibleWithin' ? 'quiet' : undefined}>
            <td>{t(key)}</td>
            <td className="number">{yuan(amountFen)}</td>
            <td className="number quiet">{shareText(amountFen, totalFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function usePayerName(): (row: PayerShare) => string {
  const t = useText(assessmentMessages);
  const label = useLabel();
  return (row) => {
    if (row.name !== undefined) return label(row.name);
    return row.kind === 'fund' ? row.id : t(row.kind);
  };
}
