import type { Page } from 'playwright-core';

/**
 * Words of the other language that stand on the page where the reader sees them. Left out: code, keys, addresses of
 * files, and elements that say they are in another language (names of places and persons, citations of documents).
 */
export async function leaksOn(page: Page, lang: 'zh' | 'en'): Promise<readonly string[]> {
  return page.evaluate((shown) => {
    const own = shown === 'zh' ? 'zh' : 'en';
    const wrong = shown === 'zh' ? /[A-Za-z]{3,}/ : /[\u4e00-\u9fff]/;
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest('code, kbd, script, style, cite, [translate="no"]') !== null)
        continue;
      const declared = parent.closest('[lang]')?.getAttribute('lang') ?? '';
      // The name of the key has no other word.
      const text = (node.textContent ?? '').replace(/\bTab\b/, '');
      if (declared.startsWith(own) && wrong.test(text)) found.push(text.trim());
    }
    return [...new Set(found)];
  }, lang);
}
