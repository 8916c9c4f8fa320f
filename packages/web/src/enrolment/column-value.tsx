import { isGivenColumn, type RegisterNames, valueWord } from '@gongji/contract';
import { factValueText } from '@gongji/engine';
import { AsTyped } from '../design/given-name.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel } from '../i18n/messages.ts';
import { groupWord } from '../person/person-words.ts';

const NO_NAMES: RegisterNames = { units: {}, papers: {} };

/** A value of a register in the words of the page; units and kinds of papers by their names. */
export function useColumnValue({ units, papers } = NO_NAMES): (column: string, value: string) => string {
  const label = useLabel();
  const lang = useLang();
  return (column, value) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dateText(value, lang);
    if (column.endsWith('_id')) return units[value] ?? value;
    if (column === 'person_status') return label(factValueText('personStatus', value));
    if (column === 'group_name') return label(groupWord(value));
    return label((column === 'paper' ? papers[value] : undefined) ?? valueWord(column, value));
  };
}

/** A value as it was given, such as a name or a number; a code always has words. */
export function Said({ column, text }: { readonly column: string; readonly text: string }) {
  return isGivenColumn(column) ? <AsTyped text={text} /> : text;
}
