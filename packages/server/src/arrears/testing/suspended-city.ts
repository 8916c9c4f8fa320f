import { expect, vi } from 'vitest';
import { type Body, type CityServer, cityServer } from '../../contribution/testing/city-server.ts';

/** The small city with what the desk does about arrears, suspensions and the bills refused meanwhile. */
export interface SuspendedCity extends CityServer {
  readonly moveTo: (instant: string) => Promise<void>;
  /** Pays what is open of the regular bill that a query finds, by the number of the bill. */
  readonly pay: (query: string, paidOn: string) => Promise<Body>;
  readonly runArrears: () => Promise<void>;
  /** A visit of 1 300.00 to the hospital, as its desk sends it. */
  readonly visit: (
    psnNo: string,
    on: string,
    key: string,
    startedOn?: string,
  ) => ReturnType<CityServer['ask']>;
  /** Bills of a debtor's people that a suspension has stopped. */
  readonly stopped: (query: string) => Promise<readonly Body[]>;
  /** Agrees to a request, and waits for what it leaves to tasks. */
  readonly agree: (requestId: string) => ReturnType<CityServer['ask']>;
}

/** August is assessed: 3 402.20 of the employer, 458.00 of the self-employed, due on 31 August. */
export async function suspendedCity(): Promise<SuspendedCity> {
  let clock = new Date('2026-09-10T02:00:00Z');
  let serial = 0;
  const city = await cityServer(['clerk', 'reviewer', 'finance', 'employer'], () => clock);
  await city.db.owner.query(
    `insert into catalogue_item (list_code, hilist_code, name, list_type, item_class, charge_type, kind, valid_from)
     values ('X1', 'X1', '阿莫西林', '101', 'A', '09', 'drug', '2020-01-01')`,
  );
  await city.assess('employee', '2026-08');
  return {
    ...city,
    moveTo: async (instant) => {
      clock = new Date(instant);
      await city.signIn();
    },
    pay: async (query, paidOn) => {
      const bill = (await city.bills(query)).find(({ kind }) => kind === 'regular');
      serial += 1;
      const money = { source: 'finance', serial: `S${serial}`, amountFen: bill.openFen };
      return (await city.ask('finance', 'POST', '/api/receipts', { ...money, paidOn, billNo: bill.billNo }))
        .body;
    },
    runArrears: async () => {
      const { body } = await city.ask('clerk', 'POST', '/api/arrears/runs');
      await vi.waitFor(async () => {
        expect((await city.ask('clerk', 'GET', `/api/tasks/${body.taskId}`)).body.state).toBe('done');
      }, 15_000);
    },
    visit: (psnNo, on, key, startedOn = on) => {
      const who = { psnNo, insutype: '310', institutionCode: 'H99010100001', medType: '11' };
      const lines = [{ id: '1', listCode: 'X1', quantity: '1', amountFen: 130_000 }];
      const bill = { ...who, startedOn, endedOn: on, account: 'none', totalFen: 130_000, lines };
      return city.ask('clerk', 'POST', '/api/settlements', bill, key);
    },
    stopped: async (query) => (await city.ask('clerk', 'GET', `/api/refused-bills?${query}`)).body.items,
    agree: async (requestId) => {
      const path = `/api/enrolment/requests/${requestId}/decision`;
      const decided = await city.ask('reviewer', 'POST', path, { approved: true, note: '属实' });
      await vi.waitFor(async () => {
        expect(await city.rows("select from task where state in ('waiting', 'running')")).toEqual([]);
      }, 15_000);
      return decided;
    },
  };
}

export const codes = ({ body }: { readonly body: Body }): readonly string[] =>
  body.errors.map(({ code }: Body) => code);
