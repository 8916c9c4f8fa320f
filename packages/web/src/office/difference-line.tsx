import type { ReconciliationDayView } from '@gongji/contract';
import { Link } from 'react-router';
import { GivenName } from '../design/given-name.tsx';
import { dateText, timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { clearingTypeName } from './clearing-types.ts';
import { reconciliationMessages } from './reconciliation-messages.ts';

type Line = ReconciliationDayView['differences'][number];

interface DifferenceLineProps {
  readonly line: Line;
  readonly onAsk: (kind: 'reverse' | 'reply' | 'accept') => void;
}

const TAGS = { 'only-centre': 'tag tag-warn', 'only-own': 'tag tag-bad', amounts: 'tag tag-bad' } as const;

/** One line that differs: what, how much, why, and what can be done. */
export function DifferenceLine({ line, onAsk }: DifferenceLineProps) {
  const t = useText(reconciliationMessages);
  const lang = useLang();
  const label = useLabel();
  const { kind, reason, solved, otherDay, clrType, reversal } = line;
  return (
    <li className={solved === undefined ? undefined : 'difference-solved'}>
      <div className="row">
        <span className={TAGS[kind]}>{t(kind)}</span>
        {clrType !== '' && <span className="quiet">{label(clearingTypeName(clrType))}</span>}
        {reversal && <span className="tag tag-quiet">{t('refund')}</span>}
        <strong className="difference-amount">{yuan(line.centreFen ?? line.ownFen ?? 0)}</strong>
      </div>
      <Numbers line={line} />
      {line.fields.length > 0 && (
        <ul className="difference-fields">
          {line.fields.map((one) => (
            <li key={one.field}>
              {t('fieldDiffers', {
                field: fieldName(one.field, t),
                centre: yuan(one.centreFen),
                own: yuan(one.ownFen),
              })}
            </li>
          ))}
        </ul>
      )}
      <p>{t(reason, { day: otherDay === undefined ? '' : dateText(otherDay, lang) })}</p>
      {solved === undefined ? (
        <Repairs line={line} onAsk={onAsk} />
      ) : (
        <p className="difference-done">
          {solved.how === 'reversed' ? (
            t('reversed', { id: solved.reversalId })
          ) : (
            <span translate="no">
              {t('accepted', { reason: solved.reason, by: solved.by, at: timeText(solved.at, lang) })}
            </span>
          )}
        </p>
      )}
    </li>
  );
}

function fieldName(
  field: string,
  t: ReturnType<typeof useText<keyof typeof reconciliationMessages.texts>>,
): string {
  if (field.startsWith('fund.')) return t('fund', { code: field.slice(5) });
  return t(field as 'totalFen' | 'fundFen' | 'accountFen' | 'cashFen');
}

function Numbers({ line }: { readonly line: Line }) {
  const t = useText(reconciliationMessages);
  const lang = useLang();
  const { settlementId, receiptNo, row, person, settledAt } = line;
  return (
    <p className="difference-numbers quiet small">
      {settlementId !== undefined && line.kind !== 'only-own' && (
        <span>
          {t('settlement')} <Link to={`/settlements/${settlementId}`}>{settlementId}</Link>
        </span>
      )}
      {settlementId !== undefined && line.kind === 'only-own' && (
        <span>
          {t('settlement')} {settlementId}
        </span>
      )}
      {receiptNo !== '' && (
        <span>
          {t('receipt')} <code>{receiptNo}</code>
        </span>
      )}
      {row !== undefined && <span>{t('row', { n: row })}</span>}
      {person !== undefined && (
        <span>
          <GivenName name={person.name} /> {person.psnNo.slice(-6)}
        </span>
      )}
      {settledAt !== undefined && <span>{timeText(settledAt, lang)}</span>}
    </p>
  );
}

function Repairs({ line, onAsk }: DifferenceLineProps) {
  const t = useText(reconciliationMessages);
  return (
    <div className="row">
      {line.repairs.map((repair) =>
        repair === 'messages' ? (
          <Link key={repair} className="button button-small" to={`/office/messages/${line.logId}`}>
            {t(repair)}
          </Link>
        ) : (
          <button key={repair} type="button" className="button button-small" onClick={() => onAsk(repair)}>
            {t(repair)}
          </button>
        ),
      )}
    </div>
  );
}
