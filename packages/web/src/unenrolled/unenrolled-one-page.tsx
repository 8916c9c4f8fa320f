import {
  UNENROLLED_KINDS,
  UNENROLLED_RESULTS,
  UNENROLLED_STEPS,
  type UnenrolledPage,
} from '@gongji/contract';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { CorrectForm } from './correct-form.tsx';
import { StepForm } from './step-form.tsx';
import { unenrolledMessages } from './unenrolled-messages.ts';
import { StateTag } from './unenrolled-table.tsx';
import { VisitForm } from './visit-form.tsx';
import './unenrolled.css';

/** One employer of the register: where it stands, its visits, and what was done about a refusal. */
export function UnenrolledOnePage() {
  const t = useText(unenrolledMessages);
  const { id = '' } = useParams();
  useTitle(t('title'));
  const one = useApi<UnenrolledPage>(`/api/unenrolled-employers/${id}`);
  return (
    <div className="page">
      <Answered query={one}>{(employer) => <Employer one={employer} />}</Answered>
    </div>
  );
}

function Employer({ one }: { readonly one: UnenrolledPage }) {
  const t = useText(unenrolledMessages);
  const may = useMay();
  const enrolled = one.state === 'enrolled';
  return (
    <div className="stack">
      <header className="page-head">
        <div>
          <p>
            <Link to="/unenrolled-employers">← {t('back')}</Link>
          </p>
          <h1 translate="no" lang="zh-CN">
            {one.name}
          </h1>
          <p translate="no">{one.uscc}</p>
        </div>
        <StateTag one={one} />
      </header>
      {enrolled && <p className="notice notice-good">{t('enrolledNote', { n: one.insured })}</p>}
      {!enrolled && one.result === 'enrolled' && <p className="notice notice-warn">{t('saysEnrolled')}</p>}
      <div className="unenrolled-columns">
        <section className="panel stack">
          <Facts one={one} />
          {one.corrections.length > 0 && <Corrections corrections={one.corrections} />}
          {may('unenrolled.manage') && <CorrectForm key={one.knownFrom} one={one} />}
        </section>
        <section className="panel stack">
          <h2>{t('visitList')}</h2>
          <Visits visits={one.visitList} />
          {!enrolled && may('unenrolled.work') && <VisitForm entryId={one.entryId} />}
        </section>
        <section className="panel stack">
          <h2>{t('steps')}</h2>
          <Steps steps={one.steps} />
          {one.state === 'refused' && may('unenrolled.manage') && <StepForm entryId={one.entryId} />}
        </section>
      </div>
    </div>
  );
}

function Facts({ one }: { readonly one: UnenrolledPage }) {
  const t = useText(unenrolledMessages);
  const pick = usePick();
  const lang = useLang();
  const facts: readonly (readonly [string, string])[] = [
    [t('kind'), pick(UNENROLLED_KINDS[one.kind])],
    [t('street'), one.street],
    [t('contact'), one.contact],
    [t('phone'), one.phone],
    [t('headcount'), one.headcount === undefined ? '' : String(one.headcount)],
    [t('insured'), String(one.insured)],
    [t('collector'), one.collectorName ?? t('nobody')],
    [t('source'), `${one.sourceName} ${dateText(one.sourceOn, lang)}`],
    [t('addedBy'), one.addedBy],
  ];
  return (
    <>
      <h2>{t('facts')}</h2>
      <dl className="unenrolled-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <AsTyped text={value === '' ? '–' : value} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** 更正记录: what stood before each, and why it was wrong. */
function Corrections({ corrections }: Pick<UnenrolledPage, 'corrections'>) {
  const t = useText(unenrolledMessages);
  const pick = usePick();
  const lang = useLang();
  const said = (fact: string, value: string) =>
    fact === 'kind' ? pick(UNENROLLED_KINDS[value as keyof typeof UNENROLLED_KINDS]) : value || '–';
  return (
    <>
      <h3>{t('corrections')}</h3>
      <ul className="unenrolled-done">
        {corrections.map(({ correctedAt, correctedBy: who, reason: why, changes }) => (
          <li key={correctedAt}>
            {changes.map(({ fact, before, after }) => (
              <div key={fact}>
                {t(fact)}: <AsTyped text={said(fact, before)} /> → <AsTyped text={said(fact, after)} />
              </div>
            ))}
            <small className="quiet">
              <AsTyped text={t('correctedBy', { day: timeText(correctedAt, lang), who, why })} />
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

function Visits({ visits }: { readonly visits: UnenrolledPage['visitList'] }) {
  const t = useText(unenrolledMessages);
  const pick = usePick();
  const lang = useLang();
  if (visits.length === 0) return <p className="quiet">{t('noVisits')}</p>;
  return (
    <ul className="unenrolled-done">
      {visits.map((visit) => (
        <li key={visit.visitId}>
          <strong>{pick(UNENROLLED_RESULTS[visit.result])}</strong>
          {visit.promisedBy !== undefined && (
            <> · {t('promisedLine', { day: dateText(visit.promisedBy, lang) })}</>
          )}{' '}
          <AsTyped text={visit.reason} />
          <br />
          <small className="quiet">
            {dateText(visit.visitedOn, lang)} <AsTyped text={visit.collectorName ?? visit.recordedBy} />
          </small>
        </li>
      ))}
    </ul>
  );
}

function Steps({ steps }: { readonly steps: UnenrolledPage['steps'] }) {
  const t = useText(unenrolledMessages);
  const pick = usePick();
  const lang = useLang();
  if (steps.length === 0) return <p className="quiet">{t('noSteps')}</p>;
  return (
    <ul className="unenrolled-done">
      {steps.map((step) => (
        <li key={step.stepId}>
          <strong>{pick(UNENROLLED_STEPS[step.kind])}</strong> <AsTyped text={step.paperNo} />
          <br />
          {t('next')}: <AsTyped text={step.nextStep} />{' '}
          <span className="nowrap">{dateText(step.nextOn, lang)}</span>
          <br />
          <small className="quiet">
            {dateText(step.takenOn, lang)} <AsTyped text={step.takenBy} />
          </small>
        </li>
      ))}
    </ul>
  );
}
