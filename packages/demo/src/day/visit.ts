import {
  type Credential,
  type Diagnosis,
  dayText,
  expectAccepted,
  type FeeLine,
  type Patient,
  previewOutpatient,
  readPerson,
  readSettlement,
  register,
  type SettleVisit,
  settleOutpatient,
  timeText,
  uploadFees,
  uploadVisit,
  type Visit,
} from '@gongji/client';
import { type Fen, sumFen } from '@gongji/domain';
import { demoBill } from '../bill/demo-bill.ts';
import type { BillKind } from '../bill/recipes.ts';
import { demoCatalogue } from '../catalogue/catalogue.ts';
import type { Random } from '../random.ts';
import { book, type Desk } from './desk.ts';
import { diagnosisOf } from './diagnoses.ts';
import { doctorFor } from './doctor-for.ts';
import { attempt, type BillOutcome } from './outcome.ts';

/** An outpatient visit to be played: who, what for, and what is charged. */
export interface VisitPlan {
  readonly random: Random;
  readonly credential: Credential;
  readonly medType: string;
  readonly kind: BillKind;
  /** Without it the scheme of the person's first coverage. */
  readonly insutype?: string;
  readonly disease?: Diagnosis;
  readonly matnType?: string;
  readonly account?: '0' | '1' | '2';
  /** Lines to be sent instead of believable ones. */
  readonly lines?: readonly FeeLine[];
}

/** A visit up to the preview: everything that stands before the money. */
export interface ReadyVisit {
  readonly visit: Visit;
  readonly bill: SettleVisit;
  readonly preview: ReturnType<typeof readSettlement>;
}

/** Look-up, registration, diagnosis, fees, preview. Throws CallFailed where the platform refuses. */
export async function prepareVisit(desk: Desk, plan: VisitPlan): Promise<ReadyVisit> {
  const { client } = desk;
  const { random } = plan;
  const patient = await readPerson(client, plan.credential);
  const insutype = plan.insutype ?? patient.coverages[0]?.insutype ?? '310';
  const visit = await register(client, {
    patient,
    insutype,
    medType: plan.medType,
    doctor: doctorFor(random, desk.doctors, {
      bornOn: patient.bornOn,
      on: dayText(client.now()),
      kind: plan.kind,
    }),
    outpatientNo: desk.nextVisitNo(),
  });
  await uploadVisit(client, visit, {
    diagnosis: diagnosisOf(plan.kind, (codes) => random.pick(codes)),
    ...(plan.disease === undefined ? {} : { disease: plan.disease }),
    ...(plan.matnType === undefined ? {} : { matnType: plan.matnType }),
    complaint: '门诊就诊',
  });
  const lines = plan.lines ?? believableLines(desk, plan);
  const batchNo = `B${visit.visitId}`;
  const batch = { batchNo, lines, ...(plan.disease === undefined ? {} : { diseaseCode: plan.disease.code }) };
  expectAccepted('2204', await uploadFees(client, visit, batch));
  const bill: SettleVisit = {
    batchNo,
    totalFen: sumFen(lines.map((line) => line.amountFen)),
    account: plan.account ?? accountUse(patient, insutype),
  };
  const preview = readSettlement(expectAccepted('2206', await previewOutpatient(client, visit, bill)));
  return { visit, bill, preview };
}

/** The whole visit to its settlement. */
export function playVisit(desk: Desk, plan: VisitPlan): Promise<BillOutcome> {
  return attempt(async () => {
    const ready = await prepareVisit(desk, plan);
    return settled(
      desk,
      ready,
      await settleOutpatient(desk.client, ready.visit, { ...ready.bill, preview: ready.preview }),
    );
  });
}

/** Reads an accepted settlement and writes it into the books. */
export function settled(
  desk: Desk,
  { visit }: Pick<ReadyVisit, 'visit'>,
  outcome: Parameters<typeof expectAccepted>[1],
): Extract<BillOutcome, { kind: 'settled' }> {
  const reply = readSettlement(expectAccepted('2207', outcome));
  book(desk, visit.insutype, reply);
  return { kind: 'settled', patient: visit.patient, insutype: visit.insutype, medType: visit.medType, reply };
}

function believableLines(desk: Desk, { random, kind }: VisitPlan): readonly FeeLine[] {
  const place = { level: desk.institution.level, at: timeText(desk.client.now()), prefix: '' };
  return demoBill(random, kind, { catalogue: demoCatalogue(), place }).lines;
}

/** A patient with money in the account uses it. */
export function accountUse(patient: Patient, insutype: string): '0' | '1' {
  const balance: Fen | undefined = patient.coverages.find(
    (one) => one.insutype === insutype,
  )?.accountBalanceFen;
  return balance !== undefined && balance > 0 ? '1' : '0';
}
