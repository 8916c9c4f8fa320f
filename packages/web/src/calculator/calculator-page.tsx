import { useMemo } from 'react';
import { Loading, useTitle } from '../app/page-states.tsx';
import { useText } from '../i18n/messages.ts';
import { Actions, PhoneBar, useCalculatorKeys } from './calculator-actions.tsx';
import { calculatorMessages } from './calculator-messages.ts';
import { CompareFields } from './compare-fields.tsx';
import { Comparison } from './comparison.tsx';
import { ModelFields } from './model-fields.tsx';
import { BenefitFields, PlanFields } from './plan-fields.tsx';
import { Result } from './result.tsx';
import { otherSetting } from './start.ts';
import type { Trial } from './trial.ts';
import { useSetting } from './use-setting.ts';
import { useTrial } from './use-trial.ts';
import './calculator.css';

/** Trial calculator 待遇试算: a form on one side, the answer on the other; below each other on a phone. */
export function CalculatorPage() {
  const t = useText(calculatorMessages);
  useTitle(t('title'));
  const [typed, change] = useSetting();
  const used = useTrial(typed);
  const other = useTrial(useMemo(() => otherSetting(typed), [typed]))?.trial;
  const { setting = typed, loaded, trial, failed = false } = used ?? {};
  const errorOf = useErrorText(trial);
  useCalculatorKeys(change);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
        <Actions setting={setting} change={change} />
      </header>
      <div className={other === undefined ? 'calculator' : 'calculator calculator-wide'}>
        <form className="calculator-form" onSubmit={(event) => event.preventDefault()}>
          <section className="panel">
            <h2>{t('groupPlan')}</h2>
            <PlanFields setting={setting} change={change} />
            {loaded !== undefined && (
              <BenefitFields setting={setting} change={change} loaded={loaded} errorOf={errorOf} />
            )}
          </section>
          {loaded !== undefined && (
            <ModelFields model={loaded.model} setting={setting} change={change} errorOf={errorOf} />
          )}
        </form>
        <div className="calculator-result" id="result" tabIndex={-1}>
          <h2 className="sr-only">{t('resultTitle')}</h2>
          {setting.other !== undefined && <CompareFields setting={setting} change={change} />}
          {failed && <p className="notice notice-bad">{t('policyFailed')}</p>}
          {trial === undefined && !failed && <Loading lines={6} />}
          {trial !== undefined &&
            (other === undefined ? <Result trial={trial} /> : <Comparison a={trial} b={other} />)}
          <p className="quiet small disclaimer">{t('disclaimer')}</p>
        </div>
      </div>
      {trial?.kind === 'assessed' && <PhoneBar trial={trial} />}
    </div>
  );
}

function useErrorText(trial: Trial | undefined): (field: string) => string | undefined {
  const t = useText(calculatorMessages);
  const errors = trial?.kind === 'errors' ? trial.errors : [];
  return (field) => {
    const found = errors.find((error) => error.field === field);
    return found === undefined ? undefined : t(found.text);
  };
}
