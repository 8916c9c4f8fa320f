import type { TargetsView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { figuresMessages } from './figures-messages.ts';

const METRICS = { employees: 'mEmployees', residents: 'mResidents', levyFen: 'mLevy' } as const;
type Metric = keyof typeof METRICS;

/** 目标责任书: the targets of a year, and a way to set them for who may. */
export function TargetsTab({ maySet }: { readonly maySet: boolean }) {
  const t = useText(figuresMessages);
  const [year, setYear] = useState(String(new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()));
  const known = /^20\d\d$/.test(year);
  const targets = useApi<TargetsView>(known ? `/api/targets?year=${year}` : undefined);
  return (
    <div className="stack figures-stack">
      {maySet && known && <SetTarget year={Number(year)} />}
      <section className="panel">
        <div className="figures-filter">
          <TextField label={t('year')} numeric value={year} onChange={setYear} />
        </div>
        <Answered query={targets}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('noTargets')} />
            ) : (
              <TableWrap label={t('targets')}>
                <table className="table">
                  <thead>
                    <tr>
                      <th scope="col">{t('place')}</th>
                      <th scope="col">{t('metric')}</th>
                      <th scope="col" className="number">
                        {t('value')}
                      </th>
                      <th scope="col">{t('responsible')}</th>
                      <th scope="col">{t('signedOn')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((one) => (
                      <tr key={`${one.place} ${one.metric}`}>
                        <td>
                          {one.place === '' ? (
                            t('wholeRegion')
                          ) : (
                            <span translate="no" lang="zh-CN">
                              {one.placeName ?? one.place}
                            </span>
                          )}
                        </td>
                        <td>{t(METRICS[one.metric])}</td>
                        <td className="number">
                          {one.metric === 'levyFen' ? yuan(one.value) : one.value.toLocaleString('en')}
                        </td>
                        <td translate="no" lang="zh-CN">
                          {one.responsible}
                        </td>
                        <td className="nowrap">{one.signedOn ?? ''}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableWrap>
            )
          }
        </Answered>
      </section>
    </div>
  );
}

function SetTarget({ year }: { readonly year: number }) {
  const t = useText(figuresMessages);
  const deed = useDeed();
  const [draft, setDraft] = useState({
    place: '',
    metric: 'residents',
    value: '',
    responsible: '',
    signedOn: '',
  });
  const [wrong, setWrong] = useState<string>();
  const set = (key: keyof typeof draft) => (value: string) => setDraft({ ...draft, [key]: value });
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const value = typedValue(draft.value, draft.metric as Metric);
    if (value === undefined) return setWrong(t('valueWrong'));
    setWrong(undefined);
    const { signedOn, ...rest } = draft;
    const body = { ...rest, year, value, ...(signedOn === '' ? {} : { signedOn }) };
    if ((await deed.run('/api/targets', body)) !== undefined) setDraft({ ...draft, value: '' });
  };
  return (
    <form className="panel" onSubmit={(event) => void submit(event)}>
      <h2>{t('setTarget')}</h2>
      <Problems wrong={deed.wrong} />
      <div className="figures-fields">
        <TextField label={t('place')} hint={t('placeHint')} value={draft.place} onChange={set('place')} />
        <SelectField
          label={t('metric')}
          value={draft.metric}
          options={Object.entries(METRICS).map(([value, text]) => ({ value, text: t(text) }))}
          onChange={set('metric')}
        />
        <TextField
          label={t('value')}
          hint={t('valueHint')}
          numeric
          value={draft.value}
          error={wrong}
          onChange={set('value')}
        />
        <TextField label={t('responsible')} value={draft.responsible} onChange={set('responsible')} />
        <TextField type="date" label={t('signedOn')} value={draft.signedOn} onChange={set('signedOn')} />
      </div>
      <button type="submit" className="button button-strong" aria-busy={deed.busy}>
        {t('setTarget')}
      </button>
    </form>
  );
}

/** Persons as typed, or yuan in fen; undefined when it is neither. */
function typedValue(text: string, metric: Metric): number | undefined {
  const amount = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (amount === null) return undefined;
  if (metric !== 'levyFen') return amount[2] === undefined ? Number(amount[1]) : undefined;
  return Number(amount[1]) * 100 + Number((amount[2] ?? '').padEnd(2, '0'));
}
