import { useState } from 'react';
import type { TraceInput } from '@gongji/engine';
import { Explanation, useStepValue } from '../assessment/explanation.tsx';
import { assessmentMessages } from '../assessment/assessment-messages.ts';
import type { PayerShare } from '../assessment/split.ts';
import { usePayerName, Waterfall } from '../assessment/waterfall.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { yuan } from '../i18n/format.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { factValueWord } from '../policy/words.ts';
import { calculatorMessages } from './calculator-messages.ts';
import { Headline, NoResult } from './result.tsx';
import type { AssessedTrial, Trial } from './trial.ts';

/** Two settings side by side; every amount, standard and step that differs is marked. */
export function Comparison({ a, b }: { readonly a: Trial; readonly b: Trial }) {
  const t = useText(calculatorMessages);
  if (a.kind !== 'assessed') return <NoResult trial={a} />;
  if (b.kind !== 'assessed') return <NoResult trial={b} />;
  return (
    <>
      <div className="sides">
        <Headline trial={a} side={t('sideA')} />
        <Headline trial={b} side={t('sideB')} />
      </div>
      <section className="panel">
        <h2>{t('comparison')}</h2>
        <Amounts a={a} b={b} />
      </section>
      <section className="panel">
        <h2>{t('changedValues')}</h2>
        <Standards a={a} b={b} />
      </section>
      <Steps a={a} b={b} />
    </>
  );
}

interface Sides {
  readonly a: AssessedTrial;
  readonly b: AssessedTrial;
}

function Amounts({ a, b }: Sides) {
  const t = useText(calculatorMessages);
  const words = useText(assessmentMessages);
  const nameOf = usePayerName();
  const rows = amountRows(a, b, nameOf, words('person'));
  return (
    <>
      <div className="sides">
        <Waterfall split={a.split} />
        <Waterfall split={b.split} />
      </div>
      <div className="table-wrap">
        <table className="table compare">
          <thead>
            <tr>
              <th scope="col">{words('payer')}</th>
              <th scope="col" className="number">
                {t('sideA')}
              </th>
              <th scope="col" className="number">
                {t('sideB')}
              </th>
              <th scope="col" className="number">
                {t('difference')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name} className={row.a === row.b ? undefined : 'changed'}>
                <td>{row.name}</td>
                <td className="number">{yuan(row.a)}</td>
                <td className="number">{yuan(row.b)}</td>
                <td className="number">{row.a === row.b ? <span className="quiet">{t('same')}</span> : signed(row.b - row.a)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function amountRows(a: AssessedTrial, b: AssessedTrial, nameOf: (row: PayerShare) => string, person: string) {
  const amounts = (trial: AssessedTrial) => new Map(trial.split.payers.map((row) => [nameOf(row), row.amountFen]));
  const [inA, inB] = [amounts(a), amounts(b)];
  const names = [...new Set([...inA.keys(), ...inB.keys()])];
  return [
    ...names.map((name) => ({ name, a: inA.get(name) ?? 0, b: inB.get(name) ?? 0 })),
    { name: person, a: a.split.personFen, b: b.split.personFen },
  ];
}

function signed(fen: number): string {
  return fen > 0 ? `+${yuan(fen)}` : yuan(fen);
}

/** Parameters that the two calculations used with different values, each with its clause. */
function Standards({ a, b }: Sides) {
  const t = useText(calculatorMessages);
  const pick = usePick();
  const show = useInputValue();
  const [usedA, usedB] = [parametersUsed(a), parametersUsed(b)];
  const names = [...new Set([...usedA.keys(), ...usedB.keys()])].filter((name) => usedA.get(name)?.value !== usedB.get(name)?.value);
  if (names.length === 0) return <p className="quiet">{t('same')}</p>;
  return (
    <div className="table-wrap">
      <table className="table compare">
        <tbody>
          {names.map((name) => {
            const words = a.model.parameters.get(name)?.name ?? b.model.parameters.get(name)?.name ?? { zh: name, en: name };
            return (
              <tr key={name} className="changed">
                <th scope="row">{pick(words)}</th>
                {[usedA.get(name), usedB.get(name)].map((input, side) => (
                  <td key={side === 0 ? 'a' : 'b'} className="number">
                    {input === undefined ? '–' : show(input)}
                    <br />
                    <small className="quiet">{input?.cite}</small>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function parametersUsed({ assessment, model }: AssessedTrial): ReadonlyMap<string, TraceInput> {
  const inputs = assessment.trace.flatMap((step) => step.inputs);
  return new Map(inputs.filter(({ name }) => model.parameters.has(name)).map((input) => [input.name, input]));
}

function useInputValue(): (input: TraceInput) => string {
  const show = useStepValue();
  const pick = usePick();
  return ({ name, value, unit }) => (typeof value === 'number' ? show(unit, value) : pick(factValueWord(name, String(value))));
}

function Steps({ a, b }: Sides) {
  const t = useText(calculatorMessages);
  const words = useText(assessmentMessages);
  const [side, setSide] = useState<'a' | 'b'>('b');
  const trial = side === 'a' ? a : b;
  return (
    <section className="panel" id="steps">
      <h2>{words('stepsTitle')}</h2>
      <ChoiceField
        label={t('comparison')}
        value={side}
        options={[
          { value: 'a', text: t('sideA') },
          { value: 'b', text: t('sideB') },
        ]}
        onChange={(value) => setSide(value === 'a' ? 'a' : 'b')}
      />
      <Explanation steps={trial.steps} marked={differingSteps(a, b)} />
    </section>
  );
}

function differingSteps(a: AssessedTrial, b: AssessedTrial): ReadonlySet<string> {
  const results = new Map(a.assessment.trace.map((step) => [step.name, step.result]));
  const differing = b.assessment.trace.filter((step) => results.get(step.name) !== step.result);
  return new Set(differing.map((step) => step.name));
}
