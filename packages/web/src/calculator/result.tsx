import type { ReactNode } from 'react';
import { assessmentMessages } from '../assessment/assessment-messages.ts';
import { Explanation } from '../assessment/explanation.tsx';
import { PartsTable, PayerTable, Waterfall } from '../assessment/waterfall.tsx';
import { Why } from '../assessment/why.tsx';
import { dateText, money, shareText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { rejectionText } from '../policy/plain.ts';
import { calculatorMessages } from './calculator-messages.ts';
import type { AssessedTrial, Trial } from './trial.ts';

/** The answer: who pays what, why, and how it was worked out; or what is still needed; or why not. */
export function Result({ trial }: { readonly trial: Trial }) {
  if (trial.kind !== 'assessed') return <NoResult trial={trial} />;
  return (
    <>
      <Headline trial={trial} />
      <Sections trial={trial} />
    </>
  );
}

export function Headline({ trial, side }: { readonly trial: AssessedTrial; readonly side?: string }) {
  const t = useText(calculatorMessages);
  const pick = usePick();
  const lang = useLang();
  const { totalFen, personFen } = trial.split;
  const paid = totalFen - personFen;
  return (
    <section className="panel headline" aria-live="polite">
      {side !== undefined && <span className="side-mark">{side}</span>}
      <dl>
        <div>
          <dt>{t('insurancePays')}</dt>
          <dd>{money(paid)}</dd>
        </div>
        <div className="headline-person">
          <dt>{t('youPay')}</dt>
          <dd>{money(personFen)}</dd>
        </div>
      </dl>
      <p className="quiet small">
        {t('ofTotal', { total: money(totalFen), share: shareText(paid, totalFen) })}
      </p>
      <p className="quiet small">
        {t('underPolicy', { policy: pick(trial.model.name), on: dateText(trial.on, lang) })}
      </p>
    </section>
  );
}

function Sections({ trial: { split, steps, model } }: { readonly trial: AssessedTrial }) {
  const t = useText(assessmentMessages);
  return (
    <>
      <Section title={t('pictureTitle')}>
        <Waterfall split={split} />
      </Section>
      <Section title={t('whyTitle')} id="why">
        <Why split={split} />
        <button
          type="button"
          className="button button-plain button-small"
          onClick={() => document.getElementById('steps')?.scrollIntoView({ behavior: 'smooth' })}
        >
          {t('seeSteps')}
        </button>
      </Section>
      <Section title={t('stepsTitle')} id="steps">
        <Explanation steps={steps} model={model} />
      </Section>
      <Section title={t('partsTitle')}>
        <PayerTable split={split} />
        <div className="gap" />
        <PartsTable split={split} />
      </Section>
    </>
  );
}

function Section({
  title,
  id,
  children,
}: {
  readonly title: string;
  readonly id?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="panel" id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function NoResult({ trial }: { readonly trial: Exclude<Trial, AssessedTrial> }) {
  const t = useText(calculatorMessages);
  const pick = usePick();
  const lang = useLang();
  switch (trial.kind) {
    case 'errors':
      return (
        <section className="panel" aria-live="polite">
          <h2>{t('incomplete')}</h2>
          <ul className="bullets">
            {[...new Set(trial.errors.map((e) => e.text))].map((text) => (
              <li key={text}>{t(text)}</li>
            ))}
          </ul>
        </section>
      );
    case 'refused':
      return (
        <section className="panel" aria-live="polite">
          <h2>{t('refusedTitle')}</h2>
          {trial.rejections.map((rejection) => (
            <div key={`${rejection.code} ${rejection.field ?? ''}`} className="notice notice-bad">
              <p>{rejectionText(rejection, lang)}</p>
              <p className="small">
                {t('remedy')}
                {pick(rejection.remedy)}
              </p>
              {rejection.citation !== undefined && <p className="quiet small">{rejection.citation}</p>}
            </div>
          ))}
        </section>
      );
    case 'outOfForce': {
      const to = trial.to === undefined ? t('open') : dateText(trial.to, lang);
      return <Plain text={t('outOfForce', { from: dateText(trial.from, lang), to })} />;
    }
    case 'noBenefit':
      return <Plain text={t('noBenefit')} />;
    case 'missingBenefit':
      return <Plain text={t('missingBenefit', { reason: pick(trial.reason) })} />;
  }
}

function Plain({ text }: { readonly text: string }) {
  return (
    <section className="panel" aria-live="polite">
      <p className="notice notice-warn">{text}</p>
    </section>
  );
}
