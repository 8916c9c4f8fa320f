import {
  createHisClient,
  type Doctor,
  expectAccepted,
  type FeeLine,
  type HisClient,
  previewOutpatient,
  readPerson,
  readSettlement,
  register,
  type SettlementReply,
  type SettleVisit,
  settleOutpatient,
  signIn,
  timeText,
  uploadFees,
  type Visit,
} from '@gongji/client';
import {
  type DemoInstitution,
  demoCatalogue,
  doctorsOf,
  NAMED_INSTITUTIONS,
  voucherTokenOf,
} from '@gongji/demo';
import { fen, sumFen } from '@gongji/domain';
import type { Pool } from '@gongji/store';
import type { BenchPerson } from './bench-persons.ts';
import { type CapturedRows, captureRows, outboxMark } from './captured-rows.ts';

/** A visit whose 30 lines were uploaded through the interface: the original of many, and what settling it wrote. */
export interface TemplateVisit {
  readonly visitId: string;
  readonly batchNo: string;
  readonly totalFen: number;
  /** The split amounts that a settlement sends back, from the preview. */
  readonly preview: SettlementReply;
  readonly rows: CapturedRows;
}

export interface Templates {
  readonly institution: DemoInstitution;
  readonly visits: readonly TemplateVisit[];
  /** Counters after the bill that paid the deductible: where every person of the bench stands. */
  readonly counters: unknown;
}

const INSUTYPE = '310';
const MED_TYPE = '11';
const MOST_PRICE_FEN = 900;

/**
 * For each person: a dear visit that pays the deductible of the year, then one of `lines` lines with small amounts, both
 * uploaded, previewed and settled through the interface; the rows that the second one left are captured.
 */
export async function settleTemplates(
  url: string,
  owner: Pool,
  of: { readonly persons: readonly BenchPerson[]; readonly lines: number },
): Promise<Templates> {
  const institution = NAMED_INSTITUTIONS[0];
  const doctor = institution === undefined ? undefined : doctorsOf(institution)[0];
  if (institution === undefined || doctor === undefined) throw new RangeError('the city has no hospital');
  const client = createHisClient({
    baseUrl: url,
    institutionCode: institution.code,
    institutionName: institution.name,
  });
  try {
    await signIn(client);
    const visits: TemplateVisit[] = [];
    let counters: unknown;
    for (const [index, person] of of.persons.entries()) {
      const desk = { client, doctor, person };
      await settle(desk, await open(desk, billLines(client, index, { count: of.lines, cnt: 20 })));
      counters = await countersOf(owner, person);
      const visit = await open(desk, billLines(client, index, { count: of.lines, cnt: 1 }));
      const from = await outboxMark(owner);
      const settlementId = await settle(desk, visit);
      const rows = await captureRows(owner, settlementId, from);
      const { visitId } = visit.visit;
      visits.push({ visitId, ...visit.bill, preview: visit.preview, rows });
    }
    return { institution, visits, counters };
  } finally {
    client.close();
  }
}

interface Desk {
  readonly client: HisClient;
  readonly doctor: Doctor;
  readonly person: BenchPerson;
}

interface OpenVisit {
  readonly visit: Visit;
  readonly bill: SettleVisit;
  readonly preview: SettlementReply;
}

async function open({ client, doctor, person }: Desk, lines: readonly FeeLine[]): Promise<OpenVisit> {
  const patient = await readPerson(client, { type: '01', number: voucherTokenOf(Number(person.personId)) });
  const batchNo = client.nextMsgid();
  const request = { patient, insutype: INSUTYPE, medType: MED_TYPE, doctor, outpatientNo: batchNo };
  const visit = await register(client, request);
  expectAccepted('2204', await uploadFees(client, visit, { batchNo, lines }));
  const bill: SettleVisit = { batchNo, totalFen: sumFen(lines.map((l) => l.amountFen)), account: '1' };
  const preview = readSettlement(expectAccepted('2206', await previewOutpatient(client, visit, bill)));
  return { visit, bill, preview };
}

async function settle({ client }: Desk, { visit, bill, preview }: OpenVisit): Promise<string> {
  const outcome = await settleOutpatient(client, visit, { ...bill, preview });
  return readSettlement(expectAccepted('2207', outcome)).settlementId;
}

/** Cheap drugs, so that no annual limit is reached; other ones for each template. */
function billLines(
  client: HisClient,
  index: number,
  of: { readonly count: number; readonly cnt: number },
): readonly FeeLine[] {
  const { byKind } = demoCatalogue();
  const drugs = [...(byKind.get('drug') ?? []), ...(byKind.get('patent') ?? [])];
  const cheap = drugs.filter((item) => !item.restricted && item.priceFen <= MOST_PRICE_FEN);
  const at = timeText(client.now());
  return Array.from({ length: of.count }, (_, i) => {
    const item = cheap[(index * 7 + i) % cheap.length];
    if (item === undefined) throw new RangeError('no cheap drug in the catalogue');
    const { listCode, name, priceFen } = item;
    const cnt = of.cnt + (i % 3);
    const line = { listCode, name, cnt, priceFen, at, approval: '0' as const };
    return {
      ...line,
      sn: String(i + 1).padStart(3, '0'),
      ownCode: `YP-${listCode}`.slice(0, 20),
      amountFen: fen(cnt * priceFen),
    };
  });
}

async function countersOf(owner: Pool, person: BenchPerson): Promise<unknown> {
  const { rows } = await owner.query<{ counters: unknown }>(
    'select counters from counter_state where person_id = $1',
    [person.personId],
  );
  return rows[0]?.counters;
}
