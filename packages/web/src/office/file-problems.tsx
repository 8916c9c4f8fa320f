import { useEffect, useRef } from 'react';
import { usePick, useText } from '../i18n/messages.ts';
import type { DeskProblem } from './draft-problems.ts';
import { reconciliationMessages } from './reconciliation-messages.ts';

/** Everything that is wrong with a file, row by row, each with its remedy. Takes the focus when it comes up. */
export function FileProblems({ problems }: { readonly problems: readonly DeskProblem[] }) {
  const t = useText(reconciliationMessages);
  const pick = usePick();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <section ref={box} className="notice notice-bad office-problems" role="alert" tabIndex={-1}>
      <h2>{t('fileProblems', { n: problems.length })}</h2>
      <table className="table file-problems">
        <thead>
          <tr>
            <th scope="col">{t('whatWrong')}</th>
            <th scope="col">{t('howTo')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ field, message, remedy }) => (
            <tr key={`${field} ${message.en}`}>
              <td>{pick(message)}</td>
              <td>{pick(remedy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
