import type { ExplanationView } from '@gongji/contract';
import type { PolicyModel } from '@gongji/engine';
import { assessmentMessages } from '../assessment/assessment-messages.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { clauseText, plainStored } from '../policy/plain.ts';

interface StoredProps {
  readonly explanation: ExplanationView;
  /** The very version of the policy that settled; absent when the page no longer has it. */
  readonly model: PolicyModel | undefined;
}

/** The explanation of a stored settlement, as the server made it from the trace. */
export function StoredExplanation({ explanation: { steps }, model }: StoredProps) {
  const t = useText(assessmentMessages);
  const lang = useLang();
  return (
    <>
      <p className="quiet small">{t('stepsIntro')}</p>
      <ol className="steps">
        {steps.map((step, index) => {
          const { title, formula, sentence } = plainStored(step, model, lang);
          const clause = model === undefined ? step.clause : clauseText(step.clause, model, lang);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step may appear twice; its place is its identity
            <li key={index} className="step">
              <h3>{title}</h3>
              <p>{sentence}</p>
              {formula !== '' && <p className="step-formula">{formula}</p>}
              <p className="step-clause">
                {t('clause')} <cite>{clause === '' ? t('noClause') : clause}</cite>
              </p>
            </li>
          );
        })}
      </ol>
    </>
  );
}
