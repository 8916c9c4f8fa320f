import type { OperationsView } from '@gongji/contract';
import { Link } from 'react-router';
import { useMay } from '../app/session.tsx';
import { Coded } from '../design/coded.tsx';
import { useLabel, usePick, useText } from '../i18n/messages.ts';
import { operationsMessages } from './operations-messages.ts';

/** Messages refused today, by reason, with what to do about each. */
export function RefusalPanel({
  refusals,
  refusalReasons,
  day,
}: Pick<OperationsView, 'refusals' | 'refusalReasons' | 'day'>) {
  const t = useText(operationsMessages);
  const label = useLabel();
  const pick = usePick();
  const mayMessages = useMay()('message.read');
  const since = new Date(`${day}T00:00:00+08:00`).toISOString();
  return (
    <section className="panel">
      <h2>{t('refusals')}</h2>
      {refusals.length === 0 ? (
        <p className="quiet">{t('noRefusals')}</p>
      ) : (
        <ul className="refusals">
          {refusals.map(({ code, title, remedy, messages }) => (
            <li key={code}>
              <b>{title.zh === code ? t('policyReason') : label(title)}</b>
              <span className="tag tag-warn">{t('refused', { n: messages })}</span>
              <p className="small quiet">
                <Coded text={t('remedy', { remedy: pick(remedy) })} /> <code>{code}</code>
              </p>
            </li>
          ))}
        </ul>
      )}
      {refusalReasons > refusals.length && (
        <p className="small quiet">{t('moreReasons', { n: refusalReasons - refusals.length })}</p>
      )}
      {mayMessages && refusals.length > 0 && (
        <Link to={`/office/messages?failed=true&from=${encodeURIComponent(since)}`}>{t('seeMessages')}</Link>
      )}
    </section>
  );
}
