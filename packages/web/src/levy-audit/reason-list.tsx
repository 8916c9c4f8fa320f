import type { LevyChosen } from '@gongji/contract';
import { useLabel, useText } from '../i18n/messages.ts';
import { selectionMessages } from './selection-messages.ts';

/** Reasons of a score, each with its numbers and points. */
export function ReasonList({ reasons }: Pick<LevyChosen, 'reasons'>) {
  const t = useText(selectionMessages);
  const label = useLabel();
  return (
    <ul className="levy-reason-list">
      {reasons.map(({ signal, points, weight, text }) => (
        <li key={signal}>
          {label(text)} <span className="nowrap quiet">{t('points', { points, weight })}</span>
        </li>
      ))}
    </ul>
  );
}
