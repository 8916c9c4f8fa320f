import type { TransferView } from '@gongji/contract';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { transferMessages } from './transfer-messages.ts';
import '../person/person.css';
import { TransferSteps } from './transfer-steps.tsx';

const STEPS = ['start', 'letter', 'sheet', 'approve', 'refuse', 'money', 'withdraw'] as const;
type Step = (typeof STEPS)[number];
const isStep = (step: string): step is Step => STEPS.some((one) => one === step);

/** One transfer 转移接续: what is known, what is next, and every step so far. */
export function TransferPage() {
  const { id = '' } = useParams();
  const t = useText(transferMessages);
  useTitle(t('title'));
  const query = useApi<TransferView>(`/api/transfers/${id}`);
  return (
    <div className="page">
      <Answered query={query}>
        {(view) => (
          <>
            <header className="page-head">
              <h1>
                {t(view.direction)} <GivenName name={view.personName} />
              </h1>
              <Link to="/transfers">{t('back')}</Link>
            </header>
            <div className="desk-columns">
              <div className="stack">
                <Facts view={view} />
                <TransferSteps view={view} />
              </div>
              <div className="stack">
                <Sheets view={view} />
                <Events view={view} />
              </div>
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

function Facts({ view }: { readonly view: TransferView }) {
  const t = useText(transferMessages);
  const pick = usePick();
  const lang = useLang();
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('state'), t(view.state === 'money' ? 'moneyState' : view.state)],
    [t('due'), view.dueOn === undefined ? '' : dateText(view.dueOn, lang)],
    [
      t('scheme'),
      view.schemeFrom === view.schemeTo ? t(view.schemeFrom) : `${t(view.schemeFrom)} → ${t(view.schemeTo)}`,
    ],
    [
      t('place'),
      view.otherAgency === undefined ? (
        ''
      ) : (
        <GivenName key="place" name={`${view.otherAgency.name} ${view.otherAgency.division}`} />
      ),
    ],
    [t('letterNo'), view.letterNo ?? ''],
    [t('money'), view.accountFen === 0 ? '' : yuan(view.accountFen)],
    [t('bankSerial'), view.bankSerial ?? ''],
  ];
  return (
    <section className="panel">
      <dl className="facts-list">
        {rows.map(([name, value]) =>
          value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <p className="row">
        {view.direction === 'in' && view.letterNo !== undefined && (
          <a
            className="button button-small"
            href={`/api/transfers/${view.transferId}/print/contact-letter?lang=${lang}`}
            target="_blank"
            rel="noreferrer"
          >
            {t('printLetter')}
          </a>
        )}
        {view.sheet !== undefined && (
          <a
            className="button button-small"
            href={`/api/transfers/${view.transferId}/print/transfer-sheets?lang=${lang}`}
            target="_blank"
            rel="noreferrer"
          >
            {t('printSheet')}
          </a>
        )}
      </p>
      <h2>{t('materials')}</h2>
      <ul>
        {view.materials.map(({ material, name, required, received }) => (
          <li key={material}>
            {received ? '☑' : '☐'} {pick(name)}{' '}
            {required && !received && <span className="tag tag-warn">{t('required')}</span>}
          </li>
        ))}
      </ul>
      {view.gaps.length > 0 && (
        <p className="notice notice-warn">
          {t('gaps', {
            gaps: view.gaps.map(({ from, to }) => (from === to ? from : `${from}–${to}`)).join(', '),
          })}
        </p>
      )}
    </section>
  );
}

function Sheets({ view }: { readonly view: TransferView }) {
  const t = useText(transferMessages);
  const { sheet } = view;
  if (sheet === undefined) return null;
  return (
    <section className="panel">
      <h2>{t('sheets')}</h2>
      <p>{t('months', { actual: view.actualMonths, deemed: view.deemedMonths })}</p>
      <dl className="facts-list">
        {(
          [
            ['personPart', sheet.personFen],
            ['employerPart', sheet.employerFen],
            ['interestPart', sheet.interestFen],
            ['total', sheet.totalFen],
          ] as const
        ).map(([name, fen]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{yuan(fen)}</dd>
          </div>
        ))}
      </dl>
      <TableWrap label={t('sheets')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('from')}</th>
              <th scope="col">{t('to')}</th>
              <th scope="col" className="number">
                {t('monthsShort')}
              </th>
              <th scope="col" className="number">
                {t('booked')}
              </th>
              <th scope="col" className="number">
                {t('yearEnd')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map((row) => (
              <tr key={`${row.division} ${row.from}`}>
                <td>{row.from}</td>
                <td>{row.to}</td>
                <td className="number">{row.months}</td>
                <td className="number">{yuan(row.bookedFen ?? 0)}</td>
                <td className="number">{yuan(row.yearEndFen ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}

function Events({ view }: { readonly view: TransferView }) {
  const t = useText(transferMessages);
  const lang = useLang();
  return (
    <section className="panel">
      <h2>{t('events')}</h2>
      <ol className="entries">
        {view.events.map(({ at, actor, step, note }) => (
          <li key={`${at} ${step}`}>
            <b>{isStep(step) ? t(`step_${step}`) : step}</b>
            <span>{timeText(at, lang)}</span>
            <span className="quiet">
              <AsTyped text={actor} />
            </span>
            {note !== '' && <q>{note}</q>}
          </li>
        ))}
      </ol>
    </section>
  );
}
