import type { StayView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { TableWrap } from '../design/table-wrap.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { ReverseDialog } from './reverse-dialog.tsx';
import { printAddress } from './settled-panel.tsx';
import { stayMessages } from './stay-messages.ts';

type Row = StayView['settlements'][number];

/** Settlements of the stay, mid-stay and final, with their papers and a way back. */
export function StaySettlements({ settlements }: Pick<StayView, 'settlements'>) {
  const t = useText(stayMessages);
  const [reversing, setReversing] = useState<Row>();
  return (
    <section className="panel office-step">
      <h2>{t('settlements')}</h2>
      <TableWrap label={t('settlements')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('state')}</th>
              {(['totalFen', 'funds', 'fromAccount', 'cash'] as const).map((name) => (
                <th key={name} scope="col" className="number">
                  {t(name)}
                </th>
              ))}
              <th scope="col">{t('acts')}</th>
            </tr>
          </thead>
          <tbody>
            {settlements.map((row) => (
              <SettlementRow key={row.settlementId} row={row} onReverse={() => setReversing(row)} />
            ))}
          </tbody>
        </table>
      </TableWrap>
      {reversing !== undefined && (
        <ReverseDialog settlementId={reversing.settlementId} onClose={() => setReversing(undefined)} />
      )}
    </section>
  );
}

function SettlementRow({ row, onReverse }: { readonly row: Row; readonly onReverse: () => void }) {
  const t = useText(stayMessages);
  const lang = useLang();
  const { settlementId: id, midStay, reversedBy } = row;
  return (
    <tr>
      <td>
        <Link to={`/settlements/${id}`} className="nowrap">
          {timeText(row.settledAt, lang)}
        </Link>{' '}
        <span className="tag">{midStay ? t('midStay') : t('final')}</span>{' '}
        {reversedBy !== undefined && <span className="tag tag-quiet">{t('reversed')}</span>}
      </td>
      {(['totalFen', 'fundFen', 'accountFen', 'cashFen'] as const).map((name) => (
        <td key={name} className="number">
          {yuan(row[name])}
        </td>
      ))}
      <td>
        <a
          className="button button-plain button-small"
          href={printAddress(id, 'settlement', lang)}
          target="_blank"
          rel="noopener"
          aria-label={t('printOf', { id })}
        >
          {t('print')}
        </a>
        {reversedBy === undefined && (
          <button
            type="button"
            className="button button-plain button-small"
            aria-label={t('reverseOf', { id })}
            onClick={onReverse}
          >
            {t('reverse')}
          </button>
        )}
      </td>
    </tr>
  );
}
