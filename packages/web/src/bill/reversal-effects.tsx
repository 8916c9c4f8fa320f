import type { ReversalPreviewView } from '@gongji/contract';
import { factValueText } from '@gongji/engine';
import { Link } from 'react-router';
import { TableWrap } from '../design/table-wrap.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, usePick, useText } from '../i18n/messages.ts';
import { PostingsTable } from './bill-tables.tsx';
import { reversalMessages } from './reversal-messages.ts';

interface EffectsProps {
  readonly effects: ReversalPreviewView;
}

/** What a reversal will do, as the server works it out: the same for who asks and for who decides. */
export function ReversalEffects({ effects }: EffectsProps) {
  const t = useText(reversalMessages);
  const pick = usePick();
  const { returned, possible, reasons, postings } = effects;
  return (
    <div className="stack effects-of-reversal">
      {reasons.map(({ code, message, remedy }) => (
        <p key={code} role="alert" className="notice notice-bad">
          {pick(message)}
          <br />
          <small>{pick(remedy)}</small>
        </p>
      ))}
      {returned !== undefined && (
        <>
          {possible && (
            <>
              <h3>{t('effects')}</h3>
              <p>{t('newRecord')}</p>
            </>
          )}
          <Returned effects={effects} />
          <Counters effects={effects} />
          <Later effects={effects} />
          {possible && postings.length > 0 && (
            <details>
              <summary>{t('postings', { n: postings.length })}</summary>
              <PostingsTable postings={postings} payments={returned.payments} />
            </details>
          )}
        </>
      )}
    </div>
  );
}

function Returned({ effects: { returned, accounts } }: EffectsProps) {
  const t = useText(reversalMessages);
  const label = useLabel();
  if (returned === undefined) return null;
  const after = (whose: 'own' | 'family'): string =>
    accounts
      .filter((one) => one.whose === whose)
      .map(({ beforeFen, afterFen }) => t('balance', { before: yuan(beforeFen), after: yuan(afterFen) }))
      .join('');
  const rows: readonly (readonly [string, number, string])[] = [
    ...returned.payments.map((payment) => [label(payment.name), payment.amountFen, ''] as const),
    [t('toAccount'), returned.accountFen, after('own')],
    [t('toFamily'), returned.familyAccountFen, after('family')],
    [t('byProvider'), returned.providerFen, ''],
    [t('toPatient'), returned.cashFen, ''],
  ];
  return (
    <table className="table returned">
      <thead>
        <tr>
          <th scope="col">{t('returned')}</th>
          <th scope="col" className="number">
            {t('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(([, amountFen]) => amountFen !== 0)
          .map(([name, amountFen, note]) => (
            <tr key={name}>
              <td>
                {name} <small className="quiet">{note}</small>
              </td>
              <td className="number">{yuan(amountFen)}</td>
            </tr>
          ))}
        <tr>
          <th scope="row">{t('total')}</th>
          <td className="number">
            <b>{yuan(returned.totalFen)}</b>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Counters({ effects: { counters } }: EffectsProps) {
  const t = useText(reversalMessages);
  const label = useLabel();
  if (counters.length === 0) return <p>{t('noCounters')}</p>;
  return (
    <TableWrap label={t('counters')}>
      <table className="table counters-moved">
        <thead>
          <tr>
            <th scope="col">{t('counters')}</th>
            <th scope="col" className="number">
              {t('before')}
            </th>
            <th scope="col" className="number">
              {t('after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {counters.map(({ key, owner, whose, name, scope, period, unit, before, after }) => {
            const shown = (n: number): string => (unit === 'number' ? t('times', { n }) : yuan(n));
            const where = scope === '' ? '' : label(factValueText('diseaseCode', scope));
            const who = owner === 'family' ? t('family') : whose === 'family' ? t('relative') : '';
            const small = [who, where, period].filter((s) => s !== '');
            return (
              // Two relatives may have a counter of the same name.
              <tr key={[owner, whose, key, before, after].join(' ')}>
                <td>
                  {label(name)} <small className="quiet">{small.join(' · ')}</small>
                </td>
                <td className="number">{shown(before)}</td>
                <td className="number">{shown(after)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableWrap>
  );
}

/** Later bills of the person and of relatives: which are settled again and how they change, which stand in the way. */
function Later({ effects: { later, elsewhere } }: EffectsProps) {
  const t = useText(reversalMessages);
  const lang = useLang();
  if (later.length === 0 && elsewhere === 0) return <p>{t('noLater')}</p>;
  return (
    <>
      <h3>{t('laterTitle')}</h3>
      {elsewhere > 0 && <p className="notice notice-warn">{t('elsewhere', { n: elsewhere })}</p>}
      {later.length > 0 && (
        <TableWrap label={t('laterTitle')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('settledAt')}</th>
                <th scope="col">{t('effect')}</th>
                <th scope="col" className="number">
                  {t('fund')}
                </th>
                <th scope="col" className="number">
                  {t('cash')}
                </th>
              </tr>
            </thead>
            <tbody>
              {later.map(({ settlementId, settledAt, whose, effect, before, after }) => (
                <tr key={settlementId} className={`later-${effect}`}>
                  <td>
                    <Link to={`/settlements/${settlementId}`} className="nowrap">
                      {timeText(settledAt, lang)}
                    </Link>{' '}
                    {whose !== 'own' && (
                      <small className="quiet">{t(whose === 'merged' ? 'merged' : 'relative')}</small>
                    )}
                  </td>
                  <td>{t(effect)}</td>
                  <td className="number">{change(before.fundFen, after?.fundFen)}</td>
                  <td className="number">{change(before.cashFen, after?.cashFen)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      )}
    </>
  );
}

function change(before: number, after: number | undefined): string {
  return after === undefined || after === before ? yuan(before) : `${yuan(before)} → ${yuan(after)}`;
}
