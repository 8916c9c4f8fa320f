import type { UnenrolledCollectorsView } from '@gongji/contract';
import { useState } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { SelectField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { useText } from '../i18n/messages.ts';
import { unenrolledMessages } from './unenrolled-messages.ts';

interface AssignBarProps {
  readonly collectors: UnenrolledCollectorsView['items'];
  readonly chosen: readonly string[];
  readonly onDone: () => void;
}

/** 包干: gives the chosen employers to a collector. */
export function AssignBar({ collectors, chosen, onDone }: AssignBarProps) {
  const t = useText(unenrolledMessages);
  const { busy, wrong, run } = useDeed();
  const [to, setTo] = useState('');
  const [said, setSaid] = useState('');
  const [first] = collectors;
  if (first === undefined) return <p className="quiet">{t('noCollectors')}</p>;
  const collectorId = to === '' ? first.collectorId : to;
  const assign = async (): Promise<void> => {
    if (chosen.length === 0) return setSaid(t('chooseFirst'));
    setSaid('');
    const path = '/api/unenrolled-employers/assignments';
    const given = await run<{ readonly assigned: number }>(path, { collectorId, entries: chosen });
    if (given === undefined) return;
    setSaid(t('assigned', { n: given.assigned }));
    onDone();
  };
  return (
    <div className="desk-filter">
      <SelectField
        label={t('assignTo')}
        value={collectorId}
        options={collectors.map((one) => ({
          value: one.collectorId,
          text: `${one.name} · ${one.unitName}`,
          given: true,
        }))}
        onChange={setTo}
      />
      <button type="button" className="button button-strong" aria-busy={busy} onClick={() => void assign()}>
        {t('assign', { n: chosen.length })}
      </button>
      <span role="status">{said}</span>
      <Problems wrong={wrong} />
    </div>
  );
}
