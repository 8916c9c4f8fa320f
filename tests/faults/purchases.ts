import {
  type CallOutcome,
  createHisClient,
  type HisClient,
  type Patient,
  type Purchase,
  readPerson,
  readSettlement,
  settlePurchase,
  signIn,
  timeText,
} from '@gongji/client';
import { createRandom, demoBill, demoCatalogue, institutions, REGION, voucherTokenOf } from '@gongji/demo';
import type { Fen } from '@gongji/domain';

/** One purchase as a pharmacy sent it, and what it last heard about it. */
export interface Attempt {
  readonly line: HisClient;
  readonly purchase: Purchase;
  readonly msgid: string;
  outcome: CallOutcome;
}

export interface Pharmacies {
  /** Sends purchases until `stop` is called; then resolves with all of them. */
  readonly start: () => { readonly attempts: readonly Attempt[]; readonly stop: () => Promise<void> };
  /** A purchase that is not sent yet. */
  readonly one: () => Unsent;
  /** Purchases of more than 90 yuan at one pharmacy, of one person who buys nothing else; the account pays nothing. */
  readonly many: (count: number) => readonly Unsent[];
  readonly close: () => void;
}

export type Unsent = Pick<Attempt, 'line' | 'purchase' | 'msgid'>;

const EMPLOYEE = '310';
const FIRST_PERSON = 21;
const STARTED_MS = Date.now();
let opened = 0;

/** Bodies must stay the same when a message is repeated, and they carry the time; so must its number, which is new each time. */
function standingClock(): Date {
  opened += 1;
  return new Date(STARTED_MS - opened * 60_000);
}

/** Pharmacies that never repeat by themselves: a call without an answer stays unknown. */
export async function openPharmacies(
  url: () => string,
  count: number,
  patients: number,
): Promise<Pharmacies> {
  const now = standingClock();
  const pharmacies = institutions().filter((one) => one.type === '2');
  const open = (index: number) => {
    const pharmacy = pharmacies[index % pharmacies.length];
    return createHisClient({
      baseUrl: url(),
      institutionCode: pharmacy?.code ?? '',
      institutionName: pharmacy?.name ?? '',
      regionCode: REGION.code,
      clock: () => now,
      serialStart: index * 500,
      retries: 0,
    });
  };
  const lines = Array.from({ length: count }, (_, index) => open(index));
  for (const line of lines) await signIn(line);
  const employees = await findEmployees(lines[0] ?? open(0), patients);
  const random = createRandom(7, 'faults');
  const catalogue = demoCatalogue();
  let next = 0;
  const purchase = (): Purchase => {
    const patient = employees[next % (employees.length - 1)];
    next += 1;
    if (patient === undefined) throw new RangeError('no employee in the model city');
    const { lines: bought } = demoBill(random, 'pharmacy', {
      catalogue,
      place: { level: 'primary', at: timeText(now).slice(0, 10), prefix: `F${next}` },
    });
    return { patient, insutype: EMPLOYEE, lines: bought, account: '1' };
  };
  const dear = (): Purchase => {
    const patient = employees.at(-1);
    const item = catalogue.byKind
      .get('drug')
      ?.find((one) => one.itemClass === 'A' && !one.restricted && one.priceFen > 3_000);
    if (patient === undefined || item === undefined) throw new RangeError('no patient or no drug');
    const { listCode, name, priceFen } = item;
    const amountFen = (priceFen * 3) as Fen;
    const at = timeText(now);
    const approval = '0' as const;
    const line = { sn: '1', listCode, ownCode: 'A', name, cnt: 3, priceFen, amountFen, at, approval };
    return { patient, insutype: EMPLOYEE, lines: [line], account: '0' };
  };
  const on = (index: number): HisClient => {
    const line = lines[index % lines.length];
    if (line === undefined) throw new RangeError('no line');
    return line;
  };
  const unsent = (line: HisClient, of: Purchase): Unsent => ({ line, purchase: of, msgid: line.nextMsgid() });
  return {
    one: () => unsent(on(next), purchase()),
    many: (wanted) => Array.from({ length: wanted }, () => unsent(on(0), dear())),
    start: () => {
      const attempts: Attempt[] = [];
      let running = true;
      const work = async (line: HisClient) => {
        while (running) {
          const sent = { line, purchase: purchase(), msgid: line.nextMsgid() };
          attempts.push({ ...sent, outcome: await settlePurchase(line, sent.purchase, sent.msgid) });
        }
      };
      const workers = lines.map(work);
      return {
        attempts,
        stop: async () => {
          running = false;
          await Promise.all(workers);
        },
      };
    },
    close: () => {
      for (const line of lines) line.close();
    },
  };
}

/** Sends the same message again until there is an answer, over a line to the server that runs now. */
export async function ask(attempt: Unsent, url: string): Promise<CallOutcome> {
  const { line, purchase, msgid } = attempt;
  const fresh = createHisClient({
    baseUrl: url,
    institutionCode: line.institutionCode,
    institutionName: line.institutionName,
    regionCode: line.regionCode,
    clock: line.now,
    retries: 5,
  });
  try {
    return await settlePurchase(fresh, purchase, msgid);
  } finally {
    fresh.close();
  }
}

async function findEmployees(line: HisClient, wanted: number): Promise<readonly Patient[]> {
  const found: Patient[] = [];
  for (let id = FIRST_PERSON; found.length < wanted && id < FIRST_PERSON + wanted * 8; id++) {
    const patient = await readPerson(line, { type: '01', number: voucherTokenOf(id) });
    if (patient.coverages.some((c) => c.insutype === EMPLOYEE && c.status === '1')) found.push(patient);
  }
  return found;
}

/** Settlement id of an accepted purchase; throws with what was said instead. */
export function settlementId(outcome: CallOutcome): string {
  if (outcome.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(outcome)}`);
  return readSettlement(outcome.output).settlementId;
}
