import { useLang } from '../i18n/language.ts';

/** Names of the policy file, or of fields of a message, inside a Chinese text are set as code: they are what its reader will look for. */
export function Coded({ text }: { readonly text: string }) {
  const lang = useLang();
  if (lang === 'en') return text;
  return text.split(/([A-Za-z][\w.:|'/-]*)/).map((part, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no identity but their place
    return i % 2 === 1 ? <code key={i}>{part}</code> : part;
  });
}
