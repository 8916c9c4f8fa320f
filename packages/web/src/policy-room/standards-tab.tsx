import type { DatedValue, ParameterModel, PolicyModel, TableContent } from '@gongji/engine';
import { useState } from 'react';
import { ChoiceField } from '../design/fields.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { Clause } from '../policy/clause.tsx';
import { clauseText, expressionText } from '../policy/plain.ts';
import { readsOf } from '../policy/reads.ts';
import { amountText, cellText, lastDay } from './changes.ts';
import { policyRoomMessages } from './policy-room-messages.ts';

/** Every parameter with its dated values, tables in words and citations. */
export function StandardsTab({ model }: { readonly model: PolicyModel }) {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  const [benefit, setBenefit] = useState([...model.benefits.keys()][0] ?? '');
  const options = [
    ...[...model.benefits].map(([value, { name }]) => ({ value, text: label(name) })),
    { value: '', text: t('otherUse') },
  ];
  const reads = readsOf(model, benefit).parameters;
  const shown = [...model.parameters].filter(([name, { use }]) =>
    benefit === '' ? use !== 'benefit' : reads.has(name),
  );
  return (
    <>
      <div className="filter">
        <ChoiceField label={t('filterBenefit')} value={benefit} options={options} onChange={setBenefit} />
      </div>
      <div className="standards-grid">
        {shown.map(([name, parameter]) => (
          <Standard key={name} parameter={parameter} model={model} />
        ))}
      </div>
    </>
  );
}

function Standard({ parameter, model }: { readonly parameter: ParameterModel; readonly model: PolicyModel }) {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  const now = chinaToday();
  const current = Math.max(
    0,
    parameter.values.findLastIndex(({ from }) => from <= now),
  );
  const others = parameter.values
    .map((value, index) => ({ value, index }))
    .filter(({ index }) => index !== current);
  const value = parameter.values[current];
  return (
    <section className="panel standard">
      <h2>{label(parameter.name)}</h2>
      {value !== undefined && (
        <DatedValueView value={value} index={current} parameter={parameter} model={model} />
      )}
      {others.length > 0 && (
        <details>
          <summary>{t('earlier', { n: others.length })}</summary>
          {others.map((other) => (
            <DatedValueView
              key={other.value.from}
              value={other.value}
              index={other.index}
              parameter={parameter}
              model={model}
            />
          ))}
        </details>
      )}
    </section>
  );
}

interface DatedValueProps {
  readonly value: DatedValue;
  readonly index: number;
  readonly parameter: ParameterModel;
  readonly model: PolicyModel;
}

function DatedValueView({ value, index, parameter, model }: DatedValueProps) {
  const t = useText(policyRoomMessages);
  const lang = useLang();
  const to = lastDay(parameter, index, model.inForce.to);
  const from = dateText(value.from, lang);
  return (
    <div className="dated">
      <p className="small quiet">
        {to === undefined ? t('from', { from }) : t('fromTo', { from, to: dateText(to, lang) })}
      </p>
      {value.content.kind === 'constant' ? (
        <p className="standard-value">{amountText(value.content.value, parameter.unit)}</p>
      ) : (
        <DecisionTable content={value.content} parameter={parameter} model={model} />
      )}
      <p className="small quiet">
        <Clause clause={value.cite} model={model} />
      </p>
      {value.assumes !== undefined && <p className="tag tag-warn">{t('assumes', { id: value.assumes })}</p>}
    </div>
  );
}

interface TableProps {
  readonly content: TableContent;
  readonly parameter: ParameterModel;
  readonly model: PolicyModel;
}

function DecisionTable({ content, parameter, model }: TableProps) {
  const t = useText(policyRoomMessages);
  const lang = useLang();
  const heading = (name: string): string =>
    expressionText(name, model, lang).replace(/^[a-z]/, (c) => c.toUpperCase());
  return (
    <TableWrap label={t('value')}>
      <table className="table decision">
        <thead>
          <tr>
            {content.by.map((name) => (
              <th key={name} scope="col">
                {heading(name)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {content.rows.map((row) => (
            <tr
              key={`${row.at.line}:${row.at.col}`}
              title={row.cite === undefined ? undefined : clauseText(row.cite, model, lang)}
            >
              {row.cells.map((cell, i) => (
                <td key={content.by[i] ?? i} className={cell.kind === 'any' ? 'quiet' : undefined}>
                  {cellText(cell, content.by[i] ?? '', lang)}
                </td>
              ))}
              <td className="number">
                <b>{amountText(row.value, parameter.unit)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
