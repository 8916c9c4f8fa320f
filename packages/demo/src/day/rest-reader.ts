import type { Bilingual } from '@gongji/domain';
import { money } from '../report/amounts.ts';
import type { ExplainedLine } from '../report/explanation.ts';
import type { DemoDayOptions } from './run-demo-day.ts';

/** Asks the REST interface what the summary wants to know. `token`: an API client with settlement.read and fund.read. */
export function restReader(
  baseUrl: string,
  token: string,
): Required<Pick<DemoDayOptions, 'verify' | 'explain'>> {
  async function get(path: string): Promise<unknown> {
    const answer = await fetch(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  return {
    async verify() {
      const funds = (await get('/api/funds')) as {
        balanced: boolean;
        payableFen: number;
        settledFen: number;
      };
      return { balanced: funds.balanced, detail: balanceText(funds) };
    },
    async explain(settlementId) {
      const { steps } = (await get(`/api/settlements/${settlementId}/explanation`)) as {
        steps: readonly ExplainedLine[];
      };
      return steps;
    },
  };
}

function balanceText({
  payableFen,
  settledFen,
}: {
  readonly payableFen: number;
  readonly settledFen: number;
}): Bilingual {
  const [owed, settled] = [payableFen, settledFen].map((amount) =>
    money(amount as Parameters<typeof money>[0]),
  );
  return {
    zh: `分录应付 ${owed} = 结算应付 ${settled}`,
    en: `owed by the postings ${owed} = by the settlements ${settled}`,
  };
}
