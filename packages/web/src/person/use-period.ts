import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { personMessages } from './person-messages.ts';

/** From a day to a day, both included; a far end is open. */
export function usePeriod(): (from: string, to: string | null) => string {
  const t = useText(personMessages);
  const lang = useLang();
  return (from, to) =>
    `${dateText(from, lang)} – ${to === null || to.startsWith('9999') ? t('openEnd') : dateText(to, lang)}`;
}
