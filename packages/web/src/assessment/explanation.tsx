import type { ExplainedStep } from '@gongji/engine';
import { useState } from 'react';
import { percent, yuan } from '../i18n/format.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { assessmentMessages } from './assessment-messages.ts';

interface ExplanationProps {
  readonly steps: readonly ExplainedStep[];
  /** Names of values that came out otherwise than on the other side of a comparison. */
  readonly marked?: ReadonlySet<string>;
}

/** The calculation as it ran: what each step did, on which clause, with the numbers put in. */
export function Explanation({ steps, marked }: ExplanationProps) {
  const t = useText(assessmentMessages);
  const [all, setAll] = useState(false);
  const shown = all ? steps : steps.filter((step) => step.result !== 0 || marked?.has(step.name));
  const hidden = steps.length - shown.length;
  return (
    <>
      <p className="quiet small">{t('stepsIntro')}</p>
      <ol className="steps">
        {shown.map((step) => (
          <Step key={step.step} step={step} marked={marked?.has(step.name) ?? false} />
        ))}
      </ol>
      {hidden > 0 && (
        <button type="button" className="button button-plain button-small" onClick={() => setAll(true)}>
          {t('zeroSteps', { n: hidden })}
        </button>
      )}
    </>
  );
}

function Step({ step, marked }: { readonly step: ExplainedStep; readonly marked: boolean }) {
  const t = useText(assessmentMessages);
  const pick = usePick();
  const result = useStepValue()(step.unit, step.result);
  return (
    <li className={marked ? 'step step-marked' : 'step'}>
      <div className="step-head">
        <h3>{pick(step.title)}</h3>
        <b className="number">{result}</b>
      </div>
      <p>{pick(step.sentence)}</p>
      {step.formula !== '' && <p className="step-formula">{step.formula}</p>}
      <p className="step-clause">
        {t('clause')} <cite>{step.clause === '' ? t('noClause') : step.clause}</cite>
      </p>
    </li>
  );
}

/** A value of the trace in words, by its unit. */
export function useStepValue(): (unit: ExplainedStep['unit'], value: number) => string {
  const t = useText(assessmentMessages);
  return (unit, value) => {
    switch (unit) {
      case 'fen':
        return yuan(value);
      case 'ppm':
        return percent(value);
      case 'flag':
        return value === 0 ? t('no') : t('yes');
      case 'count':
      case 'text':
        return String(value);
    }
  };
}
