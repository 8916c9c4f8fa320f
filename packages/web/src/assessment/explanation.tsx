import { dateOfDayNumber } from '@gongji/domain';
import type { ExplainedStep, PolicyModel } from '@gongji/engine';
import { useState } from 'react';
import { dateText, percent, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { clauseText, plainFormula, plainStep } from '../policy/plain.ts';
import { assessmentMessages } from './assessment-messages.ts';

interface ExplanationProps {
  readonly steps: readonly ExplainedStep[];
  /** The policy that settled it, for the words of its names and documents. */
  readonly model: PolicyModel;
  /** Names of values that came out otherwise than on the other side of a comparison. */
  readonly marked?: ReadonlySet<string>;
}

/** The calculation as it ran: what each step did, on which clause, with the numbers put in. */
export function Explanation({ steps, model, marked }: ExplanationProps) {
  const t = useText(assessmentMessages);
  const [all, setAll] = useState(false);
  const shown = all ? steps : steps.filter((step) => step.result !== 0 || marked?.has(step.name));
  const hidden = steps.length - shown.length;
  return (
    <>
      <p className="quiet small">{t('stepsIntro')}</p>
      <ol className="steps">
        {shown.map((step) => (
          <Step
            key={`${step.step} ${step.name}`}
            model={model}
            step={step}
            marked={marked?.has(step.name) ?? false}
          />
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

interface StepProps {
  readonly step: ExplainedStep;
  readonly model: PolicyModel;
  readonly marked: boolean;
}

function Step({ step, model, marked }: StepProps) {
  const t = useText(assessmentMessages);
  const pick = usePick();
  const lang = useLang();
  const result = useStepValue()(step.unit, step.result);
  const plain = plainStep(step, model);
  const formula = plainFormula(step, model, lang);
  const clause = clauseText(step.clause, model, lang);
  return (
    <li className={marked ? 'step step-marked' : 'step'}>
      <div className="step-head">
        <h3>{pick(plain.title)}</h3>
        <b className="number">{result}</b>
      </div>
      <p>{pick(plain.sentence)}</p>
      {formula !== '' && <p className="step-formula">{formula}</p>}
      <p className="step-clause">
        {t('clause')} <cite>{clause === '' ? t('noClause') : clause}</cite>
      </p>
    </li>
  );
}

/** A value of the trace in words, by its unit. */
export function useStepValue(): (unit: ExplainedStep['unit'], value: number) => string {
  const t = useText(assessmentMessages);
  const lang = useLang();
  return (unit, value) => {
    switch (unit) {
      case 'fen':
        return yuan(value);
      case 'ppm':
        return percent(value);
      case 'flag':
        return value === 0 ? t('no') : t('yes');
      case 'day':
        return dateText(dateOfDayNumber(value), lang);
      case 'count':
      case 'text':
        return String(value);
    }
  };
}
