import type { MessageView } from '@gongji/contract';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { billsMessages } from './bills-messages.ts';
import { readError } from './read-error.ts';
import { transactionName } from './transaction-names.ts';
import './office.css';

/** One message: what came, what was answered, and when it failed what to do. */
export function MessagePage() {
  const { id = '' } = useParams();
  const t = useText(billsMessages);
  useTitle(t('log'));
  const message = useApi<MessageView>(`/api/messages/${encodeURIComponent(id)}`);
  return (
    <div className="page office">
      <Answered query={message}>{(data) => <Message message={data} />}</Answered>
    </div>
  );
}

function Message({ message }: { readonly message: MessageView }) {
  const t = useText(billsMessages);
  const pick = usePick();
  const lang = useLang();
  const { infno, ok, settlementId, person } = message;
  return (
    <div className="stack">
      <header className="page-head">
        <div>
          <Link className="small" to="/office/messages">
            {t('back')}
          </Link>
          <h1>
            <code>{infno}</code> {pick(transactionName(infno))}{' '}
            <span className={ok ? 'tag tag-good' : 'tag tag-bad'}>{t(ok ? 'done' : 'failed')}</span>
          </h1>
          <p>
            {timeText(message.receivedAt, lang, 'second')} ·{' '}
            {t('took', { ms: Math.round(message.durationMs) })}
            {person !== undefined && (
              <>
                {' · '}
                <GivenName name={person.name ?? ''} /> {person.psnNo.slice(-6)}
              </>
            )}
          </p>
          <p className="small quiet">
            {t('sender')} <GivenName name={message.institutionName} /> · {t('msgid')}{' '}
            <code>{message.msgid}</code>
          </p>
        </div>
        {settlementId !== undefined && (
          <Link className="button" to={`/settlements/${settlementId}`}>
            {t('bill')}
          </Link>
        )}
      </header>
      {!ok && <WhatWrong message={message} />}
      <div className="desk-columns">
        <Part title={t('request')} content={message.request} />
        <Part title={t('reply')} content={message.reply} />
      </div>
    </div>
  );
}

/** Each reason with its field and its remedy, as the reply says it: with the values that were wrong. */
function WhatWrong({ message }: { readonly message: MessageView }) {
  const t = useText(billsMessages);
  const lang = useLang();
  const reasons = readError(message.error?.[lang] ?? '');
  return (
    <section className="notice notice-bad" aria-labelledby="what-wrong">
      <h2 id="what-wrong">{t('whatWrong')}</h2>
      {reasons.length === 0 && <p>{t('unknownOutcome')}</p>}
      <ol className="stack">
        {reasons.map((one) => (
          <li key={`${one.field} ${one.message}`}>
            <strong translate="no">{one.message}</strong>
            {one.field !== '' && (
              <>
                {' '}
                <code>{one.field}</code>
              </>
            )}
            {one.remedy !== '' && (
              <p translate="no">
                {t('doThis')}
                {one.remedy}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Part({ title, content }: { readonly title: string; readonly content: unknown }) {
  return (
    <section className="panel">
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without focus the arrow keys could not scroll it */}
      <pre className="office-message" translate="no" tabIndex={0}>
        {JSON.stringify(content, null, 2)}
      </pre>
    </section>
  );
}
