import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

/** Rules about what is seen, which hangs on theme and width; all others are about what is there. */
const SEEN = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

/** Looks met in a browser: of each element the text stands in, at that width and theme. */
const MET = new WeakMap<Browser, Set<number>>();

/**
 * What the scan finds serious or critical: rule, and the first element it is about.
 *
 * Contrast costs as much as all other rules together many times over, and is the same wherever an element looks the
 * same: it is measured where a look (the element and all above it, with class and state) is met for the first time
 * at that width and theme. Rules that are never serious are not run: they took three quarters of the rest. `seen`: only what width and theme change, for a page whose structure was scanned already.
 */
export async function seriousFindings(
  page: Page,
  { seen = false }: { readonly seen?: boolean } = {},
): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const browser = page.context().browser();
  const looks = (browser === null ? undefined : MET.get(browser)) ?? new Set<number>();
  if (browser !== null) MET.set(browser, looks);
  const { found, met } = await page.evaluate(scan, { looks: [...looks], only: seen ? SEEN : undefined });
  for (const look of met) looks.add(look);
  return found;
}

interface Scanner {
  /** Not of its published interface, which does not tell what a rule is worth; every finding of a rule is worth the same. */
  readonly _audit: { readonly rules: readonly { readonly id: string; readonly impact: string }[] };
  readonly configure: (spec: object) => void;
  readonly run: (
    context: object,
    options: object,
  ) => Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
    }[];
  }>;
}

/** Runs in the page. */
async function scan({
  looks,
  only,
}: {
  readonly looks: readonly number[];
  readonly only: readonly string[] | undefined;
}): Promise<{ found: readonly string[]; met: readonly number[] }> {
  const STATES = [
    'class',
    'style',
    'disabled',
    'aria-current',
    'aria-selected',
    'aria-pressed',
    'aria-invalid',
  ];
  const known = new Set(looks);
  const met = new Set<number>();
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const screen = `${innerWidth} ${document.documentElement.dataset.theme ?? ''} ${dark ? 'dark' : 'light'}`;
  const lookAt = new Map<Element, number>();
  // Of 53 bits: written out, the looks of all pages are megabytes, which every scan would be sent.
  const hash = (text: string): number => {
    let [low, high] = [0x9e3779b1, 0x85ebca77];
    for (let at = 0; at < text.length; at += 1) {
      low = Math.imul(low ^ text.charCodeAt(at), 0x85ebca6b);
      high = Math.imul(high ^ text.charCodeAt(at), 0xc2b2ae35);
    }
    low = Math.imul(low ^ (low >>> 16), 0x45d9f3b) ^ high;
    high = Math.imul(high ^ (high >>> 15), 0x2c1b3c6d) ^ low;
    return 4294967296 * (high & 0x1fffff) + (low >>> 0);
  };
  const lookOf = (element: Element): number => {
    const before = lookAt.get(element);
    if (before !== undefined) return before;
    const states = STATES.map((name) => element.getAttribute(name) ?? '').join();
    const above = element.parentElement === null ? screen : lookOf(element.parentElement);
    const look = hash(`${above}>${element.tagName}:${states}`);
    lookAt.set(element, look);
    return look;
  };
  for (const element of document.body.querySelectorAll('*')) {
    const written = [...element.childNodes].some(
      (node) => node.nodeType === 3 && node.nodeValue?.trim() !== '',
    );
    element.removeAttribute('data-scan');
    if (!written && !element.matches('input, select, textarea')) continue;
    const look = lookOf(element);
    if (known.has(look)) continue;
    known.add(look);
    met.add(look);
    element.setAttribute('data-scan', '');
  }
  // Rows of a table are made alike: after the first three, those where nothing looks new are left out.
  for (const row of document.body.querySelectorAll('tbody > tr')) {
    const first = row.matches(':nth-child(-n+3)');
    row.toggleAttribute('data-scanned', !first && row.querySelector('[data-scan]') === null);
  }
  const scanner = (window as unknown as { axe: Scanner }).axe;
  const slight = scanner._audit.rules.filter(({ impact }) => impact === 'minor' || impact === 'moderate');
  scanner.configure({
    rules: [
      { id: 'color-contrast', selector: '[data-scan]' },
      ...slight.map(({ id }) => ({ id, enabled: false })),
    ],
  });
  const { violations } = await scanner.run(
    { exclude: [['[data-scanned]']] },
    { resultTypes: ['violations'], selectors: false, ...(only === undefined ? {} : { runOnly: only }) },
  );
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  return { found, met: [...met] };
}
