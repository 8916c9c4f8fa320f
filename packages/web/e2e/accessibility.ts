import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What the scan finds serious or critical: rule, and the first element it is about. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const scanner = (window as unknown as { axe: { run: () => Promise<ScanResult> } }).axe;
    interface ScanResult {
      readonly violations: readonly {
        readonly id: string;
        readonly impact: string;
        readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
      }[];
    }
    const { violations } = await scanner.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  });
}
