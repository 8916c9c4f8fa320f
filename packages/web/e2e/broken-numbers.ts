import type { Page } from 'playwright-core';

/** Numbers of persons, units, bills and messages that do not stand in one line: nobody reads or copies them so. */
export function brokenNumbers(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const broken = new Set<string>();
    const range = document.createRange();
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      for (const { 0: number, index } of (node.textContent ?? '').matchAll(
        /\b[A-Z]*[\d*]{4}[\dA-Z*]{8,26}\b/g,
      )) {
        range.setStart(node, index);
        range.setEnd(node, index + number.length);
        const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
        if (new Set(lines.map(({ top }) => Math.round(top))).size > 1) broken.add(number);
      }
    }
    return [...broken];
  });
}
