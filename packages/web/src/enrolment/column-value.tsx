import { factValueText } from '@gongji/engine';
import { AsTyped } from '../design/given-name.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel } from '../i18n/messages.ts';
import { groupWord } from '../person/person-words.ts';
import { valueWord } from './words.ts';

/** A value of a register in the words of the page. */
export function useColumnValue(): (column: string, value: string) => string {
  const label = useLabel();
  const lang = useLang();
  return (column, value) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dateText(value, lang);
    if (column === 'person_status') return label(factValueText('personStatus', value));
    if (column === 'group_name') return label(groupWord(value));
    return label(valueWord(column, value));
  };
}

/** A code in words, or a value as it was given. */
export function Said({ text, value }: { readonly text: string; readonly value: unknown }) {
  return text === String(value) ? <AsTyped text={text} /> : text;
}
