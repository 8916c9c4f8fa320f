import type { PolicyModel, StepModel } from '@gongji/engine';
import { useState } from 'react';
import { colorOf } from '../assessment/split.ts';
import { ChoiceField } from '../design/fields.tsx';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { Clause } from '../policy/clause.tsx';
import { expressionText } from '../policy/plain.ts';
import { namesIn } from '../policy/reads.ts';
import { policyRoomMessages } from './policy-room-messages.ts';
import { stepDetails, stepSentence } from './step-words.ts';

/** The order of steps as a picture: the bill runs down the spine, what is taken or paid leaves it to the side. */
export function StepsTab({ model }: { readonly model: PolicyModel }) {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  const [benefit, setBenefit] = useState([...model.benefits.keys(), ...model.rules.keys()][0] ?? '');
  const steps = (model.benefits.get(benefit) ?? model.rules.get(benefit))?.steps ?? [];
  return (
    <>
      <div className="filter">
        <ChoiceField
          label={t('benefits')}
          value={benefit}
          options={[...model.benefits, ...model.rules].map(([value, { name }]) => ({
            value,
            text: label(name),
          }))}
          onChange={setBenefit}
        />
      </div>
      <section className="panel">
        <h2>{t('order')}</h2>
        <p className="quiet small">{t('stepsIntro')}</p>
        <ol className="flow">
          {steps.map((step) => (
            <FlowStep key={`${step.at.line}:${step.at.col}`} step={step} model={model} />
          ))}
          {model.benefits.has(benefit) && (
            <li className="flow-step flow-end">
              <div className="flow-box">{t('personRest')}</div>
            </li>
          )}
        </ol>
      </section>
    </>
  );
}

const KIND_WORDS = {
  classify: 'kindClassify',
  let: 'kindLet',
  deduct: 'kindDeduct',
  limit: 'kindLimit',
  share: 'kindShare',
  refuse: 'kindRefuse',
  account: 'kindAccount',
  pay: 'kindPay',
  cover: 'kindCover',
  suspend: 'kindSuspend',
  retire: 'kindRetire',
} as const;

function FlowStep({ step, model }: { readonly step: StepModel; readonly model: PolicyModel }) {
  const t = useText(policyRoomMessages);
  const lang = useLang();
  if (step.kind === 'use') {
    const steps = model.fragments.get(step.fragment)?.steps ?? [];
    return steps.map((inner) => (
      <FlowStep key={`${inner.at.line}:${inner.at.col}`} step={inner} model={model} />
    ));
  }
  const words = { model, lang, t };
  const details = stepDetails(step, words);
  const cites = citesOf(step, model);
  const payer = step.kind === 'share' ? [...model.payers.keys()].indexOf(step.payer) : -1;
  return (
    <li className={`flow-step flow-${step.kind}`}>
      <div className="flow-box" style={payer < 0 ? undefined : { borderLeftColor: colorOf(payer) }}>
        <p className="flow-head">
          <span className="tag tag-quiet">{t(KIND_WORDS[step.kind])}</span>
          <strong>{titleOf(step, model, lang)}</strong>
        </p>
        {step.when !== undefined && (
          <p className="flow-when">
            {t('onlyWhen', { condition: expressionText(step.when.text, model, lang) })}
          </p>
        )}
        <p>{stepSentence(step, words)}</p>
        {details.length > 0 && (
          <ul className="flow-details">
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
        {step.note !== undefined && step.note[lang] !== titleOf(step, model, lang) && (
          <p className="small quiet">{step.note[lang]}</p>
        )}
        {cites.length > 0 && (
          <p className="small quiet">
            <Clause clause={cites.join('; ')} model={model} />
          </p>
        )}
      </div>
    </li>
  );
}

function titleOf(step: Exclude<StepModel, { kind: 'use' }>, model: PolicyModel, lang: 'zh' | 'en'): string {
  const capital = (text: string): string => text.replace(/^[a-z]/, (c) => c.toUpperCase());
  switch (step.kind) {
    case 'let':
    case 'deduct':
    case 'limit':
      return capital(expressionText(step.name, model, lang));
    case 'pay':
      return capital(step.label?.[lang] ?? step.name);
    case 'share':
      return capital(
        model.payers.get(step.payer)?.name[lang] ?? expressionText('hospitalBears', model, lang),
      );
    case 'classify':
    case 'refuse':
    case 'account':
    case 'cover':
    case 'suspend':
    case 'retire':
      return '';
  }
}

/** The step's own clause, or those of the parameters it names. */
function citesOf(step: Exclude<StepModel, { kind: 'use' }>, model: PolicyModel): readonly string[] {
  if (step.cite !== undefined) return [step.cite];
  const texts = Object.values(step).flatMap((part: unknown) => textsIn(part));
  const parameters = [...new Set(texts.flatMap(namesIn))].flatMap((name) => model.parameters.get(name) ?? []);
  return [...new Set(parameters.flatMap(({ values }) => values.slice(-1).map((value) => value.cite)))];
}

function textsIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('text' in part && typeof part.text === 'string') return [part.text];
  return Array.isArray(part) || 'kind' in part || 'rate' in part ? Object.values(part).flatMap(textsIn) : [];
}
