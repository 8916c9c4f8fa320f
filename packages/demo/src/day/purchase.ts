import {
  type Credential,
  expectAccepted,
  type Purchase,
  previewPurchase,
  readPerson,
  readSettlement,
  settlePurchase,
  timeText,
} from '@gongji/client';
import { demoBill } from '../bill/demo-bill.ts';
import { demoCatalogue } from '../catalogue/catalogue.ts';
import type { Random } from '../random.ts';
import { book, type Desk } from './desk.ts';
import { attempt, type BillOutcome } from './outcome.ts';
import { accountUse } from './visit.ts';

export interface PurchasePlan {
  readonly random: Random;
  readonly credential: Credential;
}

/** Look-up and preview of a purchase at a pharmacy 药店购药. Throws CallFailed where the platform refuses. */
export async function preparePurchase(desk: Desk, plan: PurchasePlan): Promise<Purchase> {
  const { client } = desk;
  const patient = await readPerson(client, plan.credential);
  const insutype = patient.coverages[0]?.insutype ?? '310';
  const place = { level: desk.institution.level, at: timeText(client.now()), prefix: '' };
  const { lines } = demoBill(plan.random, 'pharmacy', { catalogue: demoCatalogue(), place });
  const purchase = { patient, insutype, lines, account: accountUse(patient, insutype) };
  expectAccepted('2101', await previewPurchase(client, purchase));
  return purchase;
}

/** The whole purchase to its settlement. */
export function playPurchase(desk: Desk, plan: PurchasePlan): Promise<BillOutcome> {
  return attempt(async () => {
    const purchase = await preparePurchase(desk, plan);
    const reply = readSettlement(expectAccepted('2102', await settlePurchase(desk.client, purchase)));
    book(desk, purchase.insutype, reply);
    return {
      kind: 'settled',
      patient: purchase.patient,
      insutype: purchase.insutype,
      medType: '41',
      reply,
    } as const;
  });
}
