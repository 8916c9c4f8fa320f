import { useRef, useState } from 'react';
import { Icon } from '../app/icons.tsx';
import { useText } from '../i18n/messages.ts';
import { type DayKind, dayText, EXAMPLES, readDay } from './day-text.ts';
import { fieldMessages } from './field-messages.ts';
import './day-input.css';

interface DayInputProps {
  readonly id: string;
  readonly kind: DayKind;
  /** In the form of the interface, or '' for none. */
  readonly value: string;
  readonly invalid: boolean;
  readonly note: string | undefined;
  /** '' while what is typed is no day. */
  readonly onChange: (value: string) => void;
}

const NATIVE = { date: 'date', month: 'month', time: 'datetime-local' } as const;

/**
 * A day, month or minute, typed year first in whatever way, or chosen from the calendar. The browser's own field shows days in
 * the order of the machine's language, not of the page.
 */
export function DayInput({ id, kind, value, invalid, note, onChange }: DayInputProps) {
  const t = useText(fieldMessages);
  const [typed, setTyped] = useState(dayText(value));
  const [typing, setTyping] = useState(false);
  const calendar = useRef<HTMLInputElement>(null);
  // Half a day typed is none; it must not be overwritten by what the page made of that.
  const shown = typing || readDay(typed, kind) === value ? typed : dayText(value);
  const wrong = !typing && shown.trim() !== '' && readDay(shown, kind) === '';
  const take = (text: string): void => {
    setTyped(text);
    const read = readDay(text, kind);
    if (read !== value) onChange(read);
  };
  return (
    <>
      <span className="day-input">
        <input
          id={id}
          className="input"
          value={shown}
          inputMode="numeric"
          autoComplete="off"
          placeholder={EXAMPLES[kind].replaceAll(/\d/g, '·')}
          aria-invalid={invalid || wrong}
          aria-describedby={wrong ? `${id}-wrong` : note}
          onFocus={() => {
            setTyped(shown);
            setTyping(true);
          }}
          onChange={(event) => take(event.target.value)}
          onBlur={() => {
            setTyping(false);
            if (readDay(typed, kind) !== '') setTyped(dayText(readDay(typed, kind)));
          }}
        />
        <input
          ref={calendar}
          type={NATIVE[kind]}
          tabIndex={-1}
          aria-hidden="true"
          value={value}
          onChange={(event) => take(dayText(event.target.value))}
        />
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('calendar')}
          onClick={() => calendar.current?.showPicker()}
        >
          <Icon name="calendar" />
        </button>
      </span>
      {wrong && (
        <span id={`${id}-wrong`} className="error">
          {t(`wrong_${kind}`, { example: EXAMPLES[kind] })}
        </span>
      )}
    </>
  );
}
