import { useEffect, useMemo, useRef } from 'react';
import { useKeys } from '../app/keys.tsx';
import { useText } from '../i18n/messages.ts';
import type { Draft, DraftPerson } from './draft.ts';
import { LineEntry } from './line-entry.tsx';
import { LineTable } from './line-table.tsx';
import { officeMessages } from './office-messages.ts';
import { PersonStep } from './person-step.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { ProblemSummary } from './problem-summary.tsx';
import { useCase } from './use-case.ts';
import { VisitStep } from './visit-step.tsx';

interface OpenCaseProps {
  readonly draft: Draft;
  readonly change: (change: (draft: Draft) => Draft) => void;
  readonly place: 'hospital' | 'pharmacy';
  readonly onNext: () => void;
}

/** A case that is not settled yet: one step after the other, all on one page. */
export function OpenCase({ draft, change, place, onNext }: OpenCaseProps) {
  const t = useText(officeMessages);
  const picker = useRef<HTMLInputElement>(null);
  const one = useCase(draft, change);
  const { preview, settle, problems } = one;
  const put = (part: Partial<Draft>): void => change((now) => ({ ...now, ...part }));
  const startOver = async (): Promise<void> => {
    if (await one.cancel()) onNext();
  };
  useDeskKeys({ preview, settle, startOver, toItem: () => picker.current?.focus() });
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes to the fees when they open, and after a reload
  useEffect(() => picker.current?.focus(), [draft.open]);
  const day = draft.begunAt.slice(0, 10);
  return (
    <div className="stack">
      <ProblemSummary problems={problems} />
      {(one.failed || (draft.asked && !one.settling)) && (
        <div className="notice notice-warn office-person" role="alert">
          <span>{draft.asked ? t('unknown') : t('failed')}</span>
          {draft.asked && (
            <button type="button" className="button button-small" onClick={() => void settle()}>
              {t('again')}
            </button>
          )}
        </div>
      )}
      <div className="office-steps">
        <PersonStep
          person={draft.person}
          day={day}
          problems={problems}
          onTake={(person) => put(taken(person))}
          onOther={() => void startOver()}
          onFailed={one.onFailed}
        />
        {draft.person !== undefined && (
          <VisitStep
            draft={draft}
            place={place}
            problems={problems}
            onChange={put}
            onProblems={one.setProblems}
            onFailed={one.onFailed}
          />
        )}
      </div>
      {draft.open && (
        <section className="panel office-step">
          <h2>{t('lines')}</h2>
          <LineEntry
            insutype={draft.insutype}
            day={day}
            picker={picker}
            onAdd={(line) => change((now) => ({ ...now, lines: [...now.lines, line] }))}
            onPreview={() => void preview()}
            onFailed={one.onFailed}
          />
          {draft.lines.length === 0 && draft.dropped !== undefined && (
            <p className="notice office-person">
              {t('dropped', { n: draft.dropped.length })}
              <button
                type="button"
                className="button button-small"
                onClick={() => put({ lines: draft.dropped ?? [] })}
              >
                {t('takeBack')}
              </button>
            </p>
          )}
          <LineTable lines={draft.lines} problems={problems} onChange={(lines) => put({ lines })} />
          <div className="row">
            <button
              type="button"
              className={one.previewed === undefined || one.outdated ? 'button button-strong' : 'button'}
              aria-busy={one.previewing}
              onClick={() => void preview()}
            >
              {one.previewing ? t('previewing') : t('preview')} <kbd>Alt+P</kbd>
            </button>
            <button type="button" className="button button-plain" onClick={() => void startOver()}>
              {t('discard')} <kbd>Alt+N</kbd>
            </button>
          </div>
        </section>
      )}
      {one.previewed !== undefined && (
        <PreviewPanel
          preview={one.previewed}
          outdated={one.outdated}
          busy={one.settling}
          onSettle={() => void settle()}
        />
      )}
    </div>
  );
}

/** The person with the cover that holds proposed. */
function taken(person: DraftPerson): Partial<Draft> {
  const proposed = person.schemes.find(({ state }) => state === 'live') ?? person.schemes[0];
  return { person, insutype: proposed?.insutype ?? '' };
}

interface DeskActs {
  readonly preview: () => Promise<void>;
  readonly settle: () => Promise<void>;
  readonly startOver: () => Promise<void>;
  readonly toItem: () => void;
}

/** The keys stay bound; they do what the latest render would do. */
function useDeskKeys(acts: DeskActs): void {
  const t = useText(officeMessages);
  const latest = useRef(acts);
  latest.current = acts;
  useKeys(
    useMemo(
      () => [
        { keys: 'Alt+i', text: t('keyItem'), run: () => latest.current.toItem(), whileTyping: true },
        { keys: 'Alt+p', text: t('keyPreview'), run: () => void latest.current.preview(), whileTyping: true },
        { keys: 'Alt+s', text: t('keySettle'), run: () => void latest.current.settle(), whileTyping: true },
        { keys: 'Alt+n', text: t('keyNext'), run: () => void latest.current.startOver(), whileTyping: true },
      ],
      [t],
    ),
  );
}
