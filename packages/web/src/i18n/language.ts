import { createInstance } from 'i18next';
import { useSyncExternalStore } from 'react';

/** Language of the interface 界面语言. Chinese comes first; English is complete. */
export type Lang = 'zh' | 'en';

const KEPT_AS = 'gongji.lang';

export const i18n = createInstance();

/** Reads the choice from `?lang=`, then from the last visit; otherwise Chinese. Call once, before the first render. */
export function startLanguage(): void {
  const asked = new URLSearchParams(window.location.search).get('lang') ?? kept();
  const lang: Lang = asked === 'en' ? 'en' : 'zh';
  void i18n.init({
    lng: lang,
    fallbackLng: false,
    resources: {},
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
}

export function setLanguage(lang: Lang): void {
  try {
    localStorage.setItem(KEPT_AS, lang);
  } catch {
    // A browser that keeps nothing still switches for this visit.
  }
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  void i18n.changeLanguage(lang);
}

export function useLang(): Lang {
  return useSyncExternalStore(subscribe, current);
}

function current(): Lang {
  return i18n.language === 'en' ? 'en' : 'zh';
}

function subscribe(changed: () => void): () => void {
  i18n.on('languageChanged', changed);
  return () => i18n.off('languageChanged', changed);
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}
