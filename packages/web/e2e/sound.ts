import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { seriousFindings } from './accessibility.ts';
import { leaksOn } from './leaks.ts';

/** Folder for pictures of the pages; none are taken without it. */
const PICTURES = process.env.GONGJI_PICTURES;

/** A page that everybody can use: nothing serious for assistive tools, no word of the other language, no scrolling sideways. */
export async function sound(page: Page, lang: 'zh' | 'en', name: string): Promise<void> {
  expect(await seriousFindings(page), name).toEqual([]);
  expect(await leaksOn(page, lang), name).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  const width = page.viewportSize()?.width;
  await page.screenshot({ path: `${PICTURES}/${name}-${lang}-${width}.png`, fullPage: true });
}
