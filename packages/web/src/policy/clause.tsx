import type { PolicyModel } from '@gongji/engine';
import { useLang } from '../i18n/language.ts';
import { clauseText } from './plain.ts';

/** Where a rule stands. Articles are quoted as the document has them, whatever the language of the page. */
export function Clause({ clause, model }: { readonly clause: string; readonly model: PolicyModel }) {
  const lang = useLang();
  return <cite className="clause">{clauseText(clause, model, lang)}</cite>;
}
