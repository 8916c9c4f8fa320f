import { columnWord, type EnrolPreview, HIDDEN_COLUMNS, type RegisterNames } from '@gongji/contract';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, usePick, useText } from '../i18n/messages.ts';
import { AffectedBills } from './affected-bills.tsx';
import { Said, useColumnValue } from './column-value.tsx';
import { enrolmentMessages } from './enrolment-messages.ts';
import { MonthsCounted } from './months-counted.tsx';

/** What an act would do, before anything is saved: problems first, then the days, the fee and the bills. */
export function PreviewPanel({ preview }: { readonly preview: EnrolPreview }) {
  const t = useText(enrolmentMessages);
  return (
    <div className="stack" data-testid="enrol-preview">
      <Problems problems={preview.problems} />
      {preview.problems.length === 0 && <p className="notice">{t('ready')}</p>}
      <Causes causes={preview.causes} />
      {preview.cover !== undefined && <Cover cover={preview.cover} />}
      {preview.fee !== undefined && <Fee fee={preview.fee} />}
      {preview.months !== undefined && <MonthsCounted months={preview.months} />}
      <Changes changes={preview.changes ?? []} />
      <Effects effects={preview.effects ?? []} />
      <AffectedBills bills={preview.bills} personOwesFen={preview.personOwesFen} />
    </div>
  );
}

export function Problems({ problems }: { readonly problems: EnrolPreview['problems'] }) {
  const t = useText(enrolmentMessages);
  const pick = usePick();
  if (problems.length === 0) return null;
  return (
    <div className="notice notice-bad" role="alert">
      <strong>{t('problems', { n: problems.length })}</strong>
      <ul className="problem-list">
        {problems.map(({ code, field, message, remedy }) => (
          <li key={`${code} ${field} ${message.en}`}>
            {pick(message)}
            <br />
            <small>{pick(remedy)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Causes({ causes }: { readonly causes: EnrolPreview['causes'] }) {
  const t = useText(enrolmentMessages);
  const pick = usePick();
  if (causes.length === 0) return null;
  return (
    <div className="notice notice-warn">
      <strong>{t('needsSecond')}</strong>
      <ul className="problem-list">
        {causes.map((cause) => (
          <li key={cause.en}>{pick(cause)}</li>
        ))}
      </ul>
    </div>
  );
}

const COLON = { zh: '：', en: ': ' };

/** What the register says before and after, masked. */
export function Changes({
  changes,
  names,
}: {
  readonly changes: NonNullable<EnrolPreview['changes']>;
  readonly names?: RegisterNames;
}) {
  const label = useLabel();
  const pick = usePick();
  const say = useColumnValue(names);
  const shown = changes.filter(({ field }) => !HIDDEN_COLUMNS.has(field));
  if (shown.length === 0) return null;
  return (
    <ul className="change-list">
      {shown.map(({ field, before, after }) => (
        <li key={field}>
          {label(columnWord(field))}
          {pick(COLON)}
          {before === null ? '–' : <Said column={field} text={say(field, before)} />} →{' '}
          <b>{after === null ? '–' : <Said column={field} text={say(field, after)} />}</b>
        </li>
      ))}
    </ul>
  );
}

/** What follows for cover, contributions and account. */
export function Effects({ effects }: { readonly effects: NonNullable<EnrolPreview['effects']> }) {
  const t = useText(enrolmentMessages);
  const pick = usePick();
  if (effects.length === 0) return null;
  return (
    <div className="notice">
      <strong>{t('effects')}</strong>
      <ul className="problem-list">
        {effects.map((one) => (
          <li key={one.en}>{pick(one)}</li>
        ))}
      </ul>
    </div>
  );
}

export function Cover({ cover }: { readonly cover: NonNullable<EnrolPreview['cover']> }) {
  const t = useText(enrolmentMessages);
  const lang = useLang();
  const label = useLabel();
  const pick = usePick();
  const end = cover.coveredTo === null ? t('openEnd') : dateText(cover.coveredTo, lang);
  return (
    <>
      <dl className="facts-list">
        <div>
          <dt>{t('firstDay')}</dt>
          <dd>
            <b className="first-day">{dateText(cover.benefitFrom, lang)}</b>
          </dd>
        </div>
        <div>
          <dt>{t('lastDay')}</dt>
          <dd>{end}</dd>
        </div>
        <div>
          <dt>{t('way')}</dt>
          <dd>{label(cover.way)}</dd>
        </div>
      </dl>
      {cover.waitingUntil !== undefined && (
        <p className="notice notice-warn">
          {t('waiting', { day: dateText(cover.waitingUntil, lang) })}
          {cover.repair !== undefined && (
            <>
              <br />
              <small>{pick(cover.repair)}</small>
            </>
          )}
          {cover.repairs.map((one) => (
            <span key={one.zh}>
              <br />
              <strong>{pick(one)}</strong>
            </span>
          ))}
        </p>
      )}
      <Trace trace={cover.trace} />
    </>
  );
}

function Trace({ trace }: { readonly trace: NonNullable<EnrolPreview['cover']>['trace'] }) {
  const t = useText(enrolmentMessages);
  const pick = usePick();
  if (trace.length === 0) return null;
  return (
    <details>
      <summary>{t('howComputed')}</summary>
      <ol className="trace-list">
        {trace.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps of one calculation have no identity but their place
          <li key={index}>
            {pick(step.sentence)}
            <br />
            <small>{step.clause}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}

export function Fee({ fee }: { readonly fee: NonNullable<EnrolPreview['fee']> }) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  return (
    <>
      <p className="notice">{t(fee.billed ? 'feeBilled' : 'feeCharged', { period: fee.period })}</p>
      <TableWrap label={t('fee', { period: fee.period })}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('fee', { period: fee.period })}</th>
              <th scope="col">{t('intoFund')}</th>
              <th scope="col" className="number">
                {t('amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {fee.lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one fee have no identity but their place
              <tr key={index}>
                <td>{label(line.payerName)}</td>
                <td>{label(line.fundName)}</td>
                <td className="number">{yuan(line.amountFen)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row" colSpan={2}>
                {t('ownPart')}
              </th>
              <td className="number">
                <b>{yuan(fee.personFen)}</b>
              </td>
            </tr>
            <tr>
              <th scope="row" colSpan={2}>
                {t('allTogether')}
              </th>
              <td className="number">{yuan(fee.totalFen)}</td>
            </tr>
          </tbody>
        </table>
      </TableWrap>
      <Trace trace={fee.trace} />
    </>
  );
}
