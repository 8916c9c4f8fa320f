import type { BatchView, EndFindingsBody, RegisterFindingsView } from '@gongji/contract';
import { useState } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { useGo } from '../app/use-go.ts';
import { SelectField, TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { useText } from '../i18n/messages.ts';
import { findingMessages } from './finding-messages.ts';

type Finding = RegisterFindingsView['items'][number];
type Endable = EndFindingsBody['kind'];

export function isEndable(kind: string): kind is Endable {
  return kind === 'studentOver' || kind === 'doubleCover' || kind === 'coverElsewhere';
}

/** 批量停保: the findings chosen, or all of the kind and school, become one list that is checked before anything is saved. */
export function EndFindings({
  kind,
  schoolId,
  open,
  chosen,
}: {
  readonly kind: Endable;
  readonly schoolId: string;
  readonly open: number;
  readonly chosen: readonly Finding[];
}) {
  const t = useText(findingMessages);
  const go = useGo();
  const { busy, wrong, run } = useDeed();
  const [scheme, setScheme] = useState('resident');
  const [on, setOn] = useState('');
  const make = async (): Promise<void> => {
    const made = await run<BatchView>('/api/findings/list', {
      kind,
      ...(chosen.length === 0
        ? {}
        : { chosen: chosen.map(({ person, findingId }) => ({ person, findingId })) }),
      ...(schoolId === '' ? {} : { schoolId }),
      ...(kind === 'doubleCover' ? { scheme } : {}),
      ...(on === '' ? {} : { on }),
    });
    if (made !== undefined) go(`/lists/${made.batchId}`);
  };
  return (
    <section className="panel stack" aria-label={t('endTitle')}>
      <h2>{t('endTitle')}</h2>
      <p className="quiet">{t('endIntro')}</p>
      <div className="desk-filter">
        {kind === 'doubleCover' && (
          <SelectField
            label={t('endWhich')}
            value={scheme}
            options={(['resident', 'employee'] as const).map((value) => ({ value, text: t(value) }))}
            onChange={setScheme}
          />
        )}
        <TextField label={t('endOn')} hint={t(`endOn_${kind}`)} type="date" value={on} onChange={setOn} />
        <button type="button" className="button button-strong" aria-busy={busy} onClick={() => void make()}>
          {chosen.length === 0 ? t('endAll', { n: open }) : t('endChosen', { n: chosen.length })}
        </button>
      </div>
      <Problems wrong={wrong} />
    </section>
  );
}
