import type { ReconciliationDayView } from '@gongji/contract';
import { useState } from 'react';
import { Rest } from '../design/rest.tsx';
import { useText } from '../i18n/messages.ts';
import { DifferenceLine } from './difference-line.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { reconciliationMessages } from './reconciliation-messages.ts';
import { ReplyDialog } from './reply-dialog.tsx';
import { ReverseDialog } from './reverse-dialog.tsx';

type Line = ReconciliationDayView['differences'][number];
type Asked =
  | { readonly kind: 'reverse' | 'reply'; readonly line: Line }
  | { readonly kind: 'accept'; readonly keys: readonly string[] };

interface DifferenceListProps {
  readonly view: ReconciliationDayView;
  readonly onSend: (what: 'checks' | 'acceptances', body: unknown) => Promise<boolean>;
}

/** Every line that differs: the open ones, then those dealt with. */
export function DifferenceList({ view, onSend }: DifferenceListProps) {
  const t = useText(reconciliationMessages);
  const [asked, setAsked] = useState<Asked>();
  const { differences, equal, more } = view;
  const open = differences.filter(({ solved }) => solved === undefined);
  const solved = differences.filter((line) => line.solved !== undefined);
  const lines = (shown: readonly Line[]) => (
    <ul className="difference-list">
      {shown.map((line) => (
        <DifferenceLine
          key={line.key}
          line={line}
          onAsk={(kind) => setAsked(kind === 'accept' ? { kind, keys: [line.key] } : { kind, line })}
        />
      ))}
    </ul>
  );
  const close = (): void => setAsked(undefined);
  return (
    <section className="panel office-step">
      <div className="reconciliation-head">
        <h2>{t('lines')}</h2>
        <span className="quiet">{t('equalOf', { n: equal })}</span>
        {open.length > 1 && (
          <button
            type="button"
            className="button button-small"
            onClick={() => setAsked({ kind: 'accept', keys: open.map(({ key }) => key) })}
          >
            {t('acceptAll', { n: open.length })}
          </button>
        )}
      </div>
      {differences.length === 0 && <p className="notice">{t('noDifference')}</p>}
      {open.length > 0 && lines(open)}
      {solved.length > 0 && <Rest summary={t('solvedOf', { n: solved.length })}>{lines(solved)}</Rest>}
      {more > 0 && <p className="quiet">{t('moreLines', { n: more })}</p>}
      {asked?.kind === 'accept' && (
        <ReasonDialog
          texts={{
            title: t('acceptTitle'),
            hint: t('acceptHint'),
            reason: t('reason'),
            confirm: t('confirm'),
            cancel: t('cancel'),
          }}
          onConfirm={(reason) => onSend('acceptances', { keys: asked.keys, reason })}
          onClose={close}
        />
      )}
      {asked?.kind === 'reply' && (
        <ReplyDialog day={view.day} settlementId={asked.line.settlementId ?? ''} onClose={close} />
      )}
      {asked?.kind === 'reverse' && (
        <ReverseDialog
          settlementId={asked.line.settlementId ?? ''}
          onDone={() => void onSend('checks', {})}
          onClose={close}
        />
      )}
    </section>
  );
}
