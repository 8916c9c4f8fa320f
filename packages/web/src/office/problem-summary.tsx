import { useEffect, useRef } from 'react';
import { usePick, useText } from '../i18n/messages.ts';
import { type DeskProblem, fieldId } from './draft-problems.ts';
import { officeMessages } from './office-messages.ts';

/** Everything that is wrong, each with what to do and a way to its field. Takes the focus when it comes up. */
export function ProblemSummary({ problems }: { readonly problems: readonly DeskProblem[] }) {
  const t = useText(officeMessages);
  const pick = usePick();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  const go = (field: string): void => document.getElementById(fieldId(field))?.focus();
  return (
    <section ref={box} className="notice notice-bad office-problems" role="alert" tabIndex={-1}>
      <h2>{problems.length === 1 ? t('problemsOne') : t('problems', { n: problems.length })}</h2>
      <ul>
        {problems.map(({ field, message, remedy }) => (
          <li key={`${field} ${message.en}`}>
            <span>
              <strong>{pick(message)}</strong>
              <br />
              {pick(remedy)}
            </span>
            {field !== '' && (
              <button type="button" className="button button-small" onClick={() => go(field)}>
                {t('goThere')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The error of one field, tied to it by `aria-describedby`. */
export function FieldProblem({
  problems,
  field,
}: {
  readonly problems: readonly DeskProblem[];
  readonly field: string;
}) {
  const pick = usePick();
  const own = problems.filter((one) => one.field === field);
  if (own.length === 0) return null;
  return (
    <span className="error" id={`${fieldId(field)}-error`}>
      {own.map(({ message }) => pick(message)).join(' ')}
    </span>
  );
}

/** Attributes of a control whose field has a problem. */
export function invalidity(problems: readonly DeskProblem[], field: string) {
  const wrong = problems.some((one) => one.field === field);
  return wrong ? { 'aria-invalid': true, 'aria-describedby': `${fieldId(field)}-error` } : {};
}
