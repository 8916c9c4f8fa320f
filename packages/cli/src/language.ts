import type { Bilingual } from '@gongji/domain';
import { Option } from 'commander';

export type Language = 'zh' | 'en';

/** `--lang zh|en`; without it the language of the terminal, English unless that is Chinese. */
export function languageOption(): Option {
  return new Option('--lang <language>', 'language of the messages')
    .choices(['zh', 'en'])
    .default(terminalLanguage());
}

function terminalLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('zh') ? 'zh' : 'en';
}

export function inLanguage(text: Bilingual, language: Language): string {
  return text[language];
}
