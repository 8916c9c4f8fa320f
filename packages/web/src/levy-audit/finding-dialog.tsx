import type { FindingView } from '@gongji/contract';
import { type SyntheticEvent, useEffect, useRef } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { fenOf } from '../contribution/yuan-input.ts';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { levyMessages } from './levy-messages.ts';

export type Asked =
  | { readonly kind: 'notice' | 'result'; readonly finding: FindingView }
  | { readonly kind: 'decide'; readonly finding: FindingView; readonly agreed: boolean };

interface FindingDialogProps {
  readonly asked: Asked;
  readonly auditId: string;
  readonly onClose: () => void;
}

/** Notice, result or agreement: one dialog, with the fields that the deed needs. */
export function FindingDialog({ asked, auditId, onClose }: FindingDialogProps) {
  const t = useText(levyMessages);
  const { busy, wrong, run } = useDeed();
  const kept = useKept(`levy-finding ${asked.finding.findingId} ${asked.kind}`, {
    dueOn: inDays(15),
    state: 'rectified',
    result: '',
    madeUp: '',
  });
  const draft = kept.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const set = (key: keyof typeof draft) => (value: string) => kept.set({ ...draft, [key]: value });
  const { finding } = asked;
  const titles = {
    notice: t('noticeOf', { unit: finding.subject.kind === 'unit' ? finding.subject.name : finding.uscc }),
    result: t('resultTitle'),
    decide: t(asked.kind === 'decide' && !asked.agreed ? 'disagree' : 'agree'),
  };
  const confirm = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if ((await run(...requestOf(asked, auditId, draft))) === undefined) return;
    kept.forget();
    onClose();
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="levy-dialog" onClose={onClose}>
      <form className="stack" onSubmit={(event) => void confirm(event)}>
        <h2 id="levy-dialog">{titles[asked.kind]}</h2>
        <Problems wrong={wrong} />
        {asked.kind === 'notice' && (
          <TextField type="date" label={t('dueOn')} value={draft.dueOn} onChange={set('dueOn')} />
        )}
        {asked.kind === 'decide' && (
          <p translate="no" lang="zh-CN">
            {finding.result}
          </p>
        )}
        {asked.kind === 'result' && (
          <>
            <ChoiceField
              label={t('outcome')}
              value={draft.state}
              onChange={set('state')}
              options={[
                { value: 'rectified', text: t('rectified') },
                { value: 'dismissed', text: t('dismissed') },
              ]}
            />
            <TextField label={t('resultText')} value={draft.result} onChange={set('result')} />
            {finding.amountFen !== undefined && draft.state === 'rectified' && (
              <TextField
                label={t('madeUpYuan')}
                numeric
                value={draft.madeUp}
                onChange={set('madeUp')}
                error={
                  fenOf(draft.madeUp) === undefined && draft.madeUp !== '' ? t('amountWrong') : undefined
                }
              />
            )}
          </>
        )}
        <KeptNote kept={kept} />
        <div className="row">
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {t('confirm')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function requestOf(
  asked: Asked,
  auditId: string,
  draft: { readonly dueOn: string; readonly state: string; readonly result: string; readonly madeUp: string },
): readonly [string, unknown] {
  const { finding } = asked;
  if (asked.kind === 'notice')
    return [`/api/levy-audits/${auditId}/notices`, { uscc: finding.uscc, dueOn: draft.dueOn }];
  if (asked.kind === 'decide')
    return [`/api/levy-findings/${finding.findingId}/decision`, { agreed: asked.agreed }];
  const madeUpFen = fenOf(draft.madeUp);
  const { state, result } = draft;
  return [
    `/api/levy-findings/${finding.findingId}/result`,
    { state, result, ...(madeUpFen === undefined ? {} : { madeUpFen }) },
  ];
}

function inDays(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}
