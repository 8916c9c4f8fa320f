import type { GroupPaperBody, GroupPapersView } from '@gongji/contract';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { TextField } from '../design/fields.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { groupPapersMessages } from './group-papers-messages.ts';

type Typed = Record<'no' | 'issuedBy' | 'issuedOn' | 'validTo', string>;
const EMPTY: Typed = { no: '', issuedBy: '', issuedOn: '', validTo: '' };

/** Papers that are brought now, as they are typed. */
export interface BroughtPapers {
  readonly typed: Readonly<Record<string, Typed>>;
  readonly set: (paper: string, field: keyof Typed, value: string) => void;
  /** Those of which it is said who issued them and when. */
  readonly papers: readonly Omit<GroupPaperBody, 'issuedOn' | 'validTo'>[];
}

export function useBroughtPapers(): BroughtPapers {
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const papers = Object.entries(typed).flatMap(([paper, one]) => {
    const filled = Object.fromEntries(Object.entries(one).filter(([, value]) => value.trim() !== ''));
    return one.issuedBy.trim() === '' || one.issuedOn === ''
      ? []
      : [{ ...filled, paper, issuedBy: one.issuedBy, issuedOn: one.issuedOn }];
  });
  const set: BroughtPapers['set'] = (paper, field, value) =>
    setTyped((old) => ({ ...old, [paper]: { ...EMPTY, ...old[paper], [field]: value } }));
  return { typed, set, papers };
}

interface GroupPapersProps {
  /** Address of the groups of the person. */
  readonly path: string;
  readonly group: string;
  readonly on: string;
  /** What the recognition rests on; some ask for no paper. */
  readonly proofKind?: string;
  readonly brought: BroughtPapers;
}

/** 认定材料清单: what a group asks for, what is on file and valid, and fields for what is brought now. */
export function GroupPapers({ path, group, on, proofKind, brought }: GroupPapersProps) {
  const t = useText(groupPapersMessages);
  const pick = usePick();
  const lang = useLang();
  const query = on === '' ? undefined : `${path.replace(/groups$/, 'group-papers')}?group=${group}&on=${on}`;
  const { data } = useApi<GroupPapersView>(query);
  if (data === undefined || data.papers.length === 0) return null;
  const isGiven = ({ paper }: { readonly paper: string }): boolean =>
    brought.papers.some((one) => one.paper === paper);
  const notAsked = data.fromOffice.some((one) => one === proofKind);
  return (
    <section className="stack-small" aria-label={t('title')} data-testid={`papers-${group}`}>
      <strong>{t('title')}</strong>
      <cite className="quiet small">{pick(data.clause)}</cite>
      {notAsked ? (
        <p className="notice">{t('notAsked')}</p>
      ) : (
        data.papers.map((one) => (
          <div key={one.paper} className="stack-small">
            <p>
              {pick(one.name)}{' '}
              <span className={one.state === 'valid' || isGiven(one) ? 'tag tag-good' : 'tag tag-warn'}>
                {t(isGiven(one) ? 'given' : one.state)}
              </span>{' '}
              {one.no !== undefined && <AsTyped text={one.no} />}{' '}
              {one.state !== 'missing' && (
                <span className="quiet small">
                  <AsTyped text={one.issuedBy ?? ''} /> ·{' '}
                  {one.validTo === undefined
                    ? t('noLastDay')
                    : t('until', { day: dateText(one.validTo, lang) })}
                </span>
              )}
            </p>
            {one.state !== 'valid' && <Bring name={pick(one.name)} paper={one.paper} brought={brought} />}
          </div>
        ))
      )}
    </section>
  );
}

function Bring({
  name,
  paper,
  brought: { typed, set },
}: {
  readonly name: string;
  readonly paper: string;
  readonly brought: BroughtPapers;
}) {
  const t = useText(groupPapersMessages);
  const { no, issuedBy, issuedOn, validTo } = typed[paper] ?? EMPTY;
  return (
    <details>
      <summary>{t('bring')}</summary>
      <fieldset className="enrol-fields" aria-label={name}>
        <TextField label={t('no')} value={no} onChange={(value) => set(paper, 'no', value)} />
        <TextField
          label={t('issuedBy')}
          value={issuedBy}
          onChange={(value) => set(paper, 'issuedBy', value)}
        />
        <TextField
          label={t('issuedOn')}
          type="date"
          value={issuedOn}
          onChange={(value) => set(paper, 'issuedOn', value)}
        />
        <TextField
          label={t('validTo')}
          hint={t('validToHint')}
          type="date"
          value={validTo}
          onChange={(value) => set(paper, 'validTo', value)}
        />
      </fieldset>
    </details>
  );
}
