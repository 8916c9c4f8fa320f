import type { PaperNames } from '@gongji/contract';
import { factValueText } from '@gongji/engine';
import { AsTyped } from '../design/given-name.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel } from '../i18n/messages.ts';
import { groupWord } from '../person/person-words.ts';
import { isGiven, valueWord } from './words.ts';

/** A value of a register in the words of the page; kinds of papers are called as the agency calls them. */
export function useColumnValue(papers: PaperNames = {}): (column: string, value: string) => string {
  const label = useLabel();
  const lang = useLang();
  return (column, value) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dateText(value, lang);
    if (column === 'person_status') return label(factValueText('personStatus', value));
    if (column === 'group_name') return label(groupWord(value));
    return label((column === 'paper' ? papers[value] : undefined) ?? valueWord(column, value));
  };
}

/** A value as it was given, such as a name or a number; a code always has words. */
export function Said({ column, text }: { readonly column: string; readonly text: string }) {
  return isGiven(column) ? <AsTyped text={text} /> : text;
}
