import {
  admit,
  type Credential,
  dayText,
  discharge,
  expectAccepted,
  previewStay,
  readPerson,
  readSettlement,
  settleStay,
  timeText,
  uploadStayFees,
} from '@gongji/client';
import { sumFen } from '@gongji/domain';
import { demoBill } from '../bill/demo-bill.ts';
import type { BillKind } from '../bill/recipes.ts';
import { demoCatalogue } from '../catalogue/catalogue.ts';
import type { Random } from '../random.ts';
import { book, type Desk } from './desk.ts';
import { diagnosisOf } from './diagnoses.ts';
import { doctorFor } from './doctor-for.ts';
import { attempt, type BillOutcome } from './outcome.ts';
import { accountUse } from './visit.ts';

/** A stay in hospital to be played: one kind of bill for each day, the last day is the day of discharge. */
export interface StayPlan {
  readonly random: Random;
  readonly credential: Credential;
  readonly medType: string;
  readonly days: readonly BillKind[];
  readonly insutype?: string;
  /** Fields of births and cases: matn_type, dise_codg … */
  readonly extra?: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;

/** Admission, fees day by day, discharge, preview, settlement. */
export function playStay(desk: Desk, plan: StayPlan): Promise<BillOutcome> {
  return attempt(async () => {
    const { client } = desk;
    const { random } = plan;
    const now = client.now();
    const dayOf = (index: number) => new Date(now.getTime() - (plan.days.length - 1 - index) * DAY_MS);
    const patient = await readPerson(client, plan.credential);
    const insutype = plan.insutype ?? patient.coverages[0]?.insutype ?? '310';
    const mainKind = plan.days[Math.min(1, plan.days.length - 1)] ?? 'wardDay';
    const stay = await admit(client, {
      patient,
      insutype,
      medType: plan.medType,
      doctor: doctorFor(random, desk.doctors, {
        bornOn: patient.bornOn,
        on: dayText(now),
        kind: mainKind,
      }),
      diagnosis: diagnosisOf(mainKind, (codes) => random.pick(codes)),
      inpatientNo: desk.nextVisitNo().replace('MZ', 'ZY'),
      bed: `${random.int(1, 12)}-${random.int(1, 40)}`,
      at: timeText(dayOf(0)),
      ...(plan.extra === undefined ? {} : { extra: plan.extra }),
    });
    const bills = plan.days.map((kind, index) => {
      const place = { level: desk.institution.level, at: timeText(dayOf(index)), prefix: `D${index + 1}` };
      return demoBill(random, kind, { catalogue: demoCatalogue(), place });
    });
    for (const bill of bills) expectAccepted('2301', await uploadStayFees(client, stay, bill.lines));
    await discharge(client, stay, timeText(now));
    const bill = {
      totalFen: sumFen(bills.map((one) => one.totalFen)),
      account: accountUse(patient, insutype),
      dischargedOn: dayText(now),
    };
    const preview = readSettlement(expectAccepted('2303', await previewStay(client, stay, bill)));
    const reply = readSettlement(
      expectAccepted('2304', await settleStay(client, stay, { ...bill, preview })),
    );
    book(desk, insutype, reply);
    return { kind: 'settled', patient, insutype, medType: plan.medType, reply } as const;
  });
}
