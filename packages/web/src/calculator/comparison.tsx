import { factValueText, type TraceInput } from '@gongji/engine';
import { type ReactNode, useState } from 'react';
import { assessmentMessages } from '../assessment/assessment-messages.ts';
import { Explanation, useStepValue } from '../assessment/explanation.tsx';
import type { PayerShare } from '../assessment/split.ts';
import { usePayerName, Waterfall } from '../assessment/waterfall.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { yuan } from '../i18n/format.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { Clause } from '../policy/clause.tsx';
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
      <TableWrap label={words('payer')}>
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
                <td className="number">
                  {row.a === row.b ? <span className="quiet">{t('same')}</span> : signed(row.b - row.a)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </>
  );
}

function amountRows(a: AssessedTrial, b: AssessedTrial, nameOf: (row: PayerShare) => string, person: string) {
  const amounts = (trial: AssessedTrial) =>
    new Map(trial.split.payers.map((row) => [nameOf(row), row.amountFen]));
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
  const [usedA, usedB] = [parametersUsed(a), parametersUsed(b)];
  const names = [...new Set([...usedA.keys(), ...usedB.keys()])];
  const both = names.filter((name) => usedA.has(name) && usedB.has(name));
  const differing = both.filter((name) => usedA.get(name)?.value !== usedB.get(name)?.value);
  const single = names.filter((name) => !both.includes(name));
  const rows = (list: readonly string[]) =>
    list.map((name) => (
      <StandardRow key={name} name={name} sides={{ a, b }} inputs={[usedA.get(name), usedB.get(name)]} />
    ));
  return (
    <>
      {differing.length === 0 ? (
        <p className="quiet">{t('noneDiffer')}</p>
      ) : (
        <StandardTable>{rows(differing)}</StandardTable>
      )}
      {single.length > 0 && (
        <details>
          <summary>{t('onlyOne', { n: single.length })}</summary>
          <StandardTable>{rows(single)}</StandardTable>
        </details>
      )}
    </>
  );
}

function StandardTable({ children }: { readonly children: ReactNode }) {
  const t = useText(calculatorMessages);
  return (
    <TableWrap label={t('standard')}>
      <table className="table standards">
        <thead>
          <tr>
            <th scope="col">{t('standard')}</th>
            <th scope="col">{t('sideA')}</th>
            <th scope="col">{t('sideB')}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </TableWrap>
  );
}

interface StandardRowProps {
  readonly name: string;
  readonly sides: Sides;
  readonly inputs: readonly [TraceInput | undefined, TraceInput | undefined];
}

function StandardRow({ name, sides: { a, b }, inputs }: StandardRowProps) {
  const label = useLabel();
  const show = useInputValue();
  const words = a.model.parameters.get(name)?.name ??
    b.model.parameters.get(name)?.name ?? { zh: name, en: name };
  const cell = (input: TraceInput | undefined, { model }: AssessedTrial) => (
    <td>
      <b>{input === undefined ? '–' : show(input)}</b>
      {input?.cite !== undefined && (
        <small className="quiet">
          <Clause clause={input.cite} model={model} />
        </small>
      )}
    </td>
  );
  return (
    <tr>
      <th scope="row">{label(words)}</th>
      {cell(inputs[0], a)}
      {cell(inputs[1], b)}
    </tr>
  );
}

function parametersUsed({ assessment, model }: AssessedTrial): ReadonlyMap<string, TraceInput> {
  const inputs = assessment.trace.flatMap((step) => step.inputs);
  return new Map(inputs.filter(({ name }) => model.parameters.has(name)).map((input) => [input.name, input]));
}

function useInputValue(): (input: TraceInput) => string {
  const show = useStepValue();
  const label = useLabel();
  return ({ name, value, unit }) =>
    typeof value === 'number' ? show(unit, value) : label(factValueText(name, String(value)));
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
      <Explanation steps={trial.steps} model={trial.model} marked={differingSteps(a, b)} />
    </section>
  );
}

function differingSteps(a: AssessedTrial, b: AssessedTrial): ReadonlySet<string> {
  const results = new Map(a.assessment.trace.map((step) => [step.name, step.result]));
  const differing = b.assessment.trace.filter((step) => results.get(step.name) !== step.result);
  return new Set(differing.map((step) => step.name));
}
