import { usePick } from '../i18n/messages.ts';
import type { DeskProblem } from '../office/draft-problems.ts';

/** Everything that is wrong, each with its remedy. */
export function Problems({ problems }: { readonly problems: readonly DeskProblem[] }) {
  const pick = usePick();
  if (problems.length === 0) return null;
  return (
    <ul className="notice notice-bad levy-problems" role="alert">
      {problems.map(({ field, message, remedy }) => (
        <li key={`${field} ${message.en}`}>
          {pick(message)} — {pick(remedy)}
        </li>
      ))}
    </ul>
  );
}
