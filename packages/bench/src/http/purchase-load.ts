import {
  createHisClient,
  type HisClient,
  type Patient,
  readPerson,
  settlePurchase,
  signIn,
  timeText,
} from '@gongji/client';
import { createRandom, demoBill, demoCatalogue, institutions, REGION, voucherTokenOf } from '@gongji/demo';

/** Pharmacies that send purchases 药店结算 (2102): one message, one settlement, a few lines. */
export interface PurchaseLoad {
  /** Settles one purchase; false when it was refused. */
  purchase(client: number): Promise<boolean>;
  close(): void;
}

const EMPLOYEE = '310';
const FIRST_PERSON = 21;

/** Opens `clients` pharmacies' lines and looks up `persons` employees, so that the load itself is settlements only. */
export async function openPurchaseLoad(options: {
  readonly baseUrl: string;
  readonly clients: number;
  readonly persons: number;
}): Promise<PurchaseLoad> {
  const pharmacies = institutions().filter((one) => one.type === '2');
  const lines = Array.from({ length: options.clients }, (_, index) => {
    const pharmacy = pharmacies[index % pharmacies.length];
    return createHisClient({
      baseUrl: options.baseUrl,
      institutionCode: pharmacy?.code ?? '',
      institutionName: pharmacy?.name ?? '',
      regionCode: REGION.code,
      // Lines of one pharmacy number their messages apart from each other.
      serialStart: Math.floor(index / pharmacies.length) * 2_000,
      maxSockets: 1,
    });
  });
  for (const line of lines) await signIn(line);
  const patients = await employees(lines, options.persons);
  const random = createRandom(1, 'bench/purchases');
  const catalogue = demoCatalogue();
  let next = 0;
  return {
    async purchase(client) {
      const line = lines[client];
      const patient = patients[next % patients.length];
      next += 1;
      if (line === undefined || patient === undefined) throw new RangeError('no line or no patient');
      const place = { level: 'primary', at: timeText(line.now()), prefix: '' } as const;
      const bill = demoBill(random, 'pharmacy', { catalogue, place });
      const outcome = await settlePurchase(line, {
        patient,
        insutype: EMPLOYEE,
        lines: bill.lines,
        account: '0',
      });
      return outcome.kind === 'accepted';
    },
    close() {
      for (const line of lines) line.close();
    },
  };
}

/** Employees whose cover pays, found by their vouchers, a line each at a time. */
async function employees(lines: readonly HisClient[], wanted: number): Promise<readonly Patient[]> {
  const found: Patient[] = [];
  let personId = FIRST_PERSON;
  const look = async (line: HisClient) => {
    while (found.length < wanted && personId < FIRST_PERSON + wanted * 6) {
      const id = personId;
      personId += 1;
      const patient = await readPerson(line, { type: '01', number: voucherTokenOf(id) });
      if (patient.coverages.some((one) => one.insutype === EMPLOYEE && one.status === '1'))
        found.push(patient);
    }
  };
  await Promise.all(lines.map(look));
  if (found.length === 0) throw new RangeError('no employee in the model city');
  return found;
}
