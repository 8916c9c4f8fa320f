import type { StayView } from '@gongji/contract';
import type { Fen } from '@gongji/domain';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { priceText } from './item-terms.tsx';
import { stayMessages } from './stay-messages.ts';

type Fee = StayView['fees'][number];

interface StayFeesProps {
  readonly visitId: string;
  readonly fees: readonly Fee[];
  readonly onWithdraw: (lineId: string) => void;
}

/** Fees so far, the latest day first, each day with its list to print. */
export function StayFees({ visitId, fees, onWithdraw }: StayFeesProps) {
  const t = useText(stayMessages);
  const lang = useLang();
  const days = [...Map.groupBy(fees, ({ day }) => day)].reverse();
  return (
    <section className="panel office-step">
      <h2>{t('fees')}</h2>
      {days.length === 0 && <p className="quiet">{t('noFees')}</p>}
      {days.map(([day, lines]) => (
        <section key={day} aria-label={dateText(day, lang)}>
          <div className="stay-head">
            <h3>{dateText(day, lang)}</h3>
            <span className="quiet">
              {t('dayTotal', { amount: money(lines.reduce((sum, { amountFen }) => sum + amountFen, 0)) })}
            </span>
            <a
              className="button button-small"
              href={`/api/visits/${encodeURIComponent(visitId)}/print/day-list?day=${day}&lang=${lang}`}
              target="_blank"
              rel="noopener"
            >
              {t('printDay')} <span className="sr-only">{dateText(day, lang)}</span>
            </a>
          </div>
          <TableWrap label={dateText(day, lang)}>
            <FeeTable lines={lines} onWithdraw={onWithdraw} />
          </TableWrap>
        </section>
      ))}
    </section>
  );
}

function FeeTable({
  lines,
  onWithdraw,
}: { readonly lines: readonly Fee[] } & Pick<StayFeesProps, 'onWithdraw'>) {
  const t = useText(stayMessages);
  return (
    <table className="table stay-fees">
      <thead>
        <tr>
          <th scope="col">{t('item')}</th>
          {(['quantity', 'price', 'amount'] as const).map((name) => (
            <th key={name} scope="col" className="number">
              {t(name)}
            </th>
          ))}
          <th scope="col">{t('acts')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, name, quantityE4, priceE6, amountFen, settlementId }) => (
          <tr key={id}>
            <td lang="zh-CN">{name}</td>
            <td className="number">{quantityText(quantityE4)}</td>
            <td className="number">{priceText(centOf(priceE6))}</td>
            <td className="number">{yuan(amountFen)}</td>
            <td>
              {settlementId === undefined ? (
                <button
                  type="button"
                  className="button button-plain button-small"
                  aria-label={t('withdrawOf', { name, amount: yuan(amountFen as Fen) })}
                  onClick={() => onWithdraw(id)}
                >
                  {t('withdraw')}
                </button>
              ) : (
                <span className="tag tag-quiet">{t('done')}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Ten-thousandths as a number without needless zeros. */
function quantityText(quantityE4: number): string {
  return String(quantityE4 / 10_000);
}

/** Millionths → ten-thousandths of a yuan; the desk enters no finer prices. */
function centOf(priceE6: number): number {
  return Math.round(priceE6 / 100);
}
