import type { OfficePersonsView, PersonView } from '@gongji/contract';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { GivenName } from '../design/given-name.tsx';
import { money } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import type { DraftPerson } from './draft.ts';
import { type DeskProblem, fieldId } from './draft-problems.ts';
import { officeMessages } from './office-messages.ts';
import { FieldProblem, invalidity } from './problem-summary.tsx';

interface PersonStepProps {
  readonly person: DraftPerson | undefined;
  /** Cover is judged on this day. */
  readonly day: string;
  readonly problems: readonly DeskProblem[];
  readonly onTake: (person: DraftPerson) => void;
  readonly onOther: () => void;
  readonly onFailed: (error: unknown) => void;
}

/** Who is at the counter: one number and Enter. */
export function PersonStep({ person, onOther, ...search }: PersonStepProps) {
  const t = useText(officeMessages);
  return (
    <section className="panel office-step">
      <h2>{t('who')}</h2>
      {person === undefined ? (
        <PersonSearch {...search} />
      ) : (
        <div className="office-person">
          <strong>
            <GivenName name={person.name} />
          </strong>
          <span className="quiet">
            {person.psnNo.slice(-6)} · {t('born', { year: person.birthYear })} ·{' '}
            {t('balance', { amount: money(person.balanceFen) })}
          </span>
          <button type="button" className="button button-small" onClick={onOther}>
            {t('otherPerson')}
          </button>
        </div>
      )}
    </section>
  );
}

type SearchProps = Omit<PersonStepProps, 'person' | 'onOther'>;

function PersonSearch({ day, problems, onTake, onFailed }: SearchProps) {
  const t = useText(officeMessages);
  const { busy, post } = usePost();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<OfficePersonsView['items']>();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => input.current?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes to the first of the persons when there are any
  useEffect(() => list.current?.querySelector('button')?.focus(), [found]);
  const search = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (typed.trim() === '') return;
    try {
      const { items } = await post<OfficePersonsView>('/api/office/persons', { q: typed.trim() });
      const [only] = items;
      if (items.length === 1 && only !== undefined) onTake(draftPerson(only, day));
      else setFound(items);
    } catch (error) {
      onFailed(error);
    }
  };
  return (
    <form onSubmit={(event) => void search(event)}>
      <div className="office-find">
        <div className="field">
          <label htmlFor={fieldId('person')}>{t('findLabel')}</label>
          <input
            ref={input}
            id={fieldId('person')}
            className="input"
            value={typed}
            autoComplete="off"
            {...invalidity(problems, 'person')}
            onChange={(event) => {
              setTyped(event.target.value);
              setFound(undefined);
            }}
          />
          <FieldProblem problems={problems} field="person" />
          <small>{t('findHint')}</small>
        </div>
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('find')}
        </button>
      </div>
      {found !== undefined && (
        <div role="status">
          <p className="notice notice-warn">
            {found.length === 0 ? t('foundNone') : t('foundSeveral', { n: found.length })}
          </p>
          <ul ref={list} className="office-found">
            {found.map((one) => (
              <li key={one.claim}>
                <button type="button" className="button" onClick={() => onTake(draftPerson(one, day))}>
                  <GivenName name={one.person.name} /> {one.person.certNo}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </form>
  );
}

function draftPerson({ claim, person }: OfficePersonsView['items'][number], day: string): DraftPerson {
  const byScheme = new Map<string, PersonView['coverages'][number]>();
  for (const one of person.coverages) if (!byScheme.has(one.insutype)) byScheme.set(one.insutype, one);
  return {
    claim,
    name: person.name,
    psnNo: person.psnNo,
    birthYear: person.birthYear,
    balanceFen: person.accountBalanceFen,
    schemes: [...byScheme.values()].map((one) => ({
      insutype: one.insutype,
      scheme: one.scheme,
      state: one.coveredTo !== null && one.coveredTo < day ? 'ended' : one.waiting ? 'waiting' : 'live',
    })),
    diseases: person.filings.flatMap(({ kind, state, disease }) =>
      kind === 'chronic' && state === 'live' && disease !== undefined ? [disease] : [],
    ),
  };
}
