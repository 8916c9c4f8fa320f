import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What the scan finds serious or critical: rule, and the first element it is about.
 *
 * Contrast costs as much as all other rules together many times over, and is the same wherever an element looks the
 * same: it is measured where a look (the element and all above it, with class and state) is met for the first time.
 * `looks` keeps those met; one set for each theme and size.
 */
export async function seriousFindings(page: Page, looks = new Set<string>()): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { found, met } = await page.evaluate(scan, [...looks]);
  for (const look of met) looks.add(look);
  return found;
}

interface Scanner {
  readonly configure: (spec: object) => void;
  readonly run: (options: object) => Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
    }[];
  }>;
}

/** Runs in the page. */
async function scan(looks: readonly string[]): Promise<{ found: readonly string[]; met: readonly string[] }> {
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
  const met = new Set<string>();
  const lookOf = (element: Element): string => {
    const states = STATES.map((name) => element.getAttribute(name) ?? '').join();
    const above = element.parentElement === null ? '' : lookOf(element.parentElement);
    return `${above}>${element.tagName}:${states}`;
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
  const scanner = (window as unknown as { axe: Scanner }).axe;
  scanner.configure({ rules: [{ id: 'color-contrast', selector: '[data-scan]' }] });
  const { violations } = await scanner.run({ resultTypes: ['violations'], selectors: false });
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  return { found, met: [...met] };
}
