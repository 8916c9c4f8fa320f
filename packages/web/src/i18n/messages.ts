import type { Bilingual } from '@gongji/domain';
import { useMemo } from 'react';
import { i18n, type Lang, useLang } from './language.ts';

/** Texts of one page, Chinese and English side by side so that neither can be forgotten. `{{name}}` takes a value. */
export interface Messages<K extends string> {
  readonly page: string;
  readonly texts: Readonly<Record<K, Bilingual>>;
}

export type Values = Readonly<Record<string, string | number>>;
export type Text<K extends string> = (key: K, values?: Values) => string;

export function defineMessages<const K extends string>(
  page: string,
  texts: Readonly<Record<K, Bilingual>>,
): Messages<K> {
  return { page, texts };
}

/** The texts of a page in the language in use. */
export function useText<K extends string>(messages: Messages<K>): Text<K> {
  const lang = useLang();
  return useMemo(() => textIn(messages, lang), [messages, lang]);
}

/** Outside of components: the texts of a page in a given language. */
export function textIn<K extends string>(messages: Messages<K>, lang: Lang): Text<K> {
  if (!i18n.hasResourceBundle(lang, messages.page)) {
    const entries = Object.entries<Bilingual>(messages.texts).map(
      ([key, text]) => [key, text[lang]] as const,
    );
    i18n.addResourceBundle(lang, messages.page, Object.fromEntries(entries));
  }
  return (key, values) => String(i18n.t(key as string, { ...values, lng: lang, ns: messages.page }));
}

/** A text that the policy or the server gives in both languages. */
export function usePick(): (text: Bilingual) => string {
  const lang = useLang();
  return (text) => text[lang];
}

/** A name given in both languages, as a label: English starts with a capital letter. */
export function useLabel(): (text: Bilingual) => string {
  const lang = useLang();
  return (text) => (lang === 'zh' ? text.zh : text.en.replace(/^[a-z]/, (letter) => letter.toUpperCase()));
}
