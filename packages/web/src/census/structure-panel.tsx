import {
  AGE_BANDS,
  type CensusProgressBy,
  type CensusProgressItem,
  type CensusProgressView,
  EXEMPT_REASONS,
  VISIT_RESULTS,
  valueWord,
} from '@gongji/contract';
import { type Bilingual, GROUP_NAMES } from '@gongji/domain';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { type Column, DataTable } from '../design/data-table.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { groupWord } from '../person/person-words.ts';
import { censusMessages } from './census-messages.ts';

const BY = ['reason', 'age', 'residence', 'group'] as const satisfies readonly CensusProgressBy[];
type By = (typeof BY)[number];
const NUMBERS = ['people', 'covered', 'missing', 'away', 'exempt'] as const;
const WORDS: Readonly<Record<string, Bilingual>> = { ...EXEMPT_REASONS, ...AGE_BANDS };

interface Props {
  readonly unitId: string | undefined;
  readonly year: string;
}

/** Why people are not covered, and who stands in the census 底册结构; what is not covered opens to its list. */
export function StructurePanel({ unitId, year }: Props) {
  const t = useText(censusMessages);
  const pick = usePick();
  const [by, setBy] = useState<By>('reason');
  const place = {
    ...(unitId === undefined ? {} : { unitId }),
    ...(year === '' ? {} : { year }),
  };
  const view = useApi<CensusProgressView>(`/api/census/progress?${new URLSearchParams({ by, ...place })}`);
  const word = (key: string): string => {
    if (by === 'group')
      return key === ''
        ? t('noGroup')
        : key
            .split(',')
            .map((one) => pick(groupWord(one)))
            .join(' ');
    const [state = '', why] = key.split('.');
    if (by !== 'reason') return pick(WORDS[key] ?? valueWord('residence', key));
    if (state === 'covered' || state === 'away') return t(state);
    if (state === 'exempt') return `${t('exempt')} · ${pick(WORDS[why ?? ''] ?? EXEMPT_REASONS.other)}`;
    const result = VISIT_RESULTS[why as keyof typeof VISIT_RESULTS];
    return `${t('missing')} · ${result === undefined ? t('notVisited') : pick(result)}`;
  };
  const columns: readonly Column<CensusProgressItem>[] = [
    { head: t(by === 'group' ? 'groups' : by), cell: ({ key }) => word(key) },
    ...NUMBERS.map((name) => ({
      head: t(name),
      number: true,
      cell: (one: CensusProgressItem) => {
        const filter = name === 'people' || name === 'covered' ? undefined : filterOf(by, one.key);
        const n = one[name].toLocaleString('en');
        if (filter === undefined || one[name] === 0) return n;
        const unit = unitId === undefined ? {} : { unit: unitId };
        const counted = year === '' ? {} : { year };
        return (
          <Link to={`/census?${new URLSearchParams({ tab: name, ...unit, ...counted, ...filter })}`}>
            {n}
          </Link>
        );
      },
    })),
  ];
  return (
    <section className="panel stack">
      <h2>{t('structure')}</h2>
      <ChoiceField
        label={t('structure')}
        hideLabel
        value={by}
        options={BY.map((one) => ({ value: one, text: t(one === 'group' ? 'groups' : one) }))}
        onChange={(value) => setBy(BY.find((one) => one === value) ?? 'reason')}
      />
      <Answered query={view}>
        {({ items, total }) => (
          <DataTable
            label={t('structure')}
            columns={columns}
            rows={items}
            keyOf={({ key }) => key}
            foot={
              <tr>
                <th scope="row">{t('total')}</th>
                {NUMBERS.map((name) => (
                  <td className="number" key={name}>
                    {total[name].toLocaleString('en')}
                  </td>
                ))}
              </tr>
            }
          />
        )}
      </Answered>
    </section>
  );
}

/** What of a list stands in a row; undefined where a list cannot say it. */
function filterOf(by: By, key: string): Readonly<Record<string, string>> | undefined {
  const [state, why = ''] = key.split('.');
  if (by === 'group') return GROUP_NAMES.some((one) => one === key) ? { group: key } : undefined;
  if (by !== 'reason') return { [by]: key };
  if (state === 'exempt') return { exempt: why };
  return state === 'missing' ? { result: why } : {};
}
