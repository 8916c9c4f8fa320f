import {
  type CallOutcome,
  createHisClient,
  type HisClient,
  type Patient,
  type Purchase,
  readPerson,
  settlePurchase,
  signIn,
} from '@gongji/client';
import { createRandom, demoBill, demoCatalogue, institutions, REGION, voucherTokenOf } from '@gongji/demo';

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
  readonly close: () => void;
}

const EMPLOYEE = '310';
const FIRST_PERSON = 21;
/** Bodies must stay the same when a message is repeated, and they carry the time. */
const NOW = new Date();

/** Pharmacies that never repeat by themselves: a call without an answer stays unknown. */
export async function openPharmacies(
  url: () => string,
  count: number,
  patients: number,
): Promise<Pharmacies> {
  const pharmacies = institutions().filter((one) => one.type === '2');
  const open = (index: number) => {
    const pharmacy = pharmacies[index % pharmacies.length];
    return createHisClient({
      baseUrl: url(),
      institutionCode: pharmacy?.code ?? '',
      institutionName: pharmacy?.name ?? '',
      regionCode: REGION.code,
      clock: () => NOW,
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
    const patient = employees[next % employees.length];
    next += 1;
    if (patient === undefined) throw new RangeError('no employee in the model city');
    const { lines: bought } = demoBill(random, 'pharmacy', {
      catalogue,
      place: { level: 'primary', at: NOW.toISOString().slice(0, 10), prefix: `F${next}` },
    });
    return { patient, insutype: EMPLOYEE, lines: bought, account: '1' };
  };
  return {
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

/** Sends the same message again until there is an answer, over the line to the server that runs now. */
export async function ask(attempt: Attempt, url: string): Promise<CallOutcome> {
  const { line, purchase, msgid } = attempt;
  const fresh = createHisClient({
    baseUrl: url,
    institutionCode: line.institutionCode,
    institutionName: line.institutionName,
    regionCode: line.regionCode,
    clock: () => NOW,
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
