import {
  changeVisit,
  findEffect,
  insertCompensation,
  insertEffect,
  lockVisit,
} from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import { isObject, own } from '../message/json.ts';
import { withMessageEffect } from '../message-effect.ts';
import { reject } from '../reading/rejections.ts';
import { type Answer, done, rejected, settling } from '../transaction.ts';
import { findPerson, psnOnly } from './people.ts';
import { settlementAnswer } from './settlement-answer.ts';
import { wrongState } from './visit-lookup.ts';

const SETTLING = ['2102', '2207', '2207A', '2304', '2304A'];
const ADMISSION = '2401';
const NAME = { zh: '冲正交易', en: 'Compensation' };

interface Lost {
  readonly psnNo: string;
  readonly personId: string;
  readonly msgid: string;
  readonly infno: string;
}

/**
 * 2601: undo a message whose reply was lost. When it was done, it is undone; when it never came, its number is closed for
 * ever (tombstone), so that it can no longer act if it comes late. Either way nothing of it stands afterwards.
 */
export const compensate2601 = settling({
  infno: '2601',
  name: NAME,
  openToSuspended: true,
  read: (input) => {
    const f = input.one('data');
    const infno = f.text('oinfno', 10).toUpperCase();
    if (infno !== '' && infno !== ADMISSION && !SETTLING.includes(infno))
      f.problem(reject('not-reversible', { field: 'data.oinfno', value: infno }));
    return { psnNo: f.text('psn_no', 30), msgid: f.text('omsgid', 100), infno };
  },
  run: async (call, { psnNo, msgid, infno }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    const lost: Lost = { psnNo, personId: found.value.personId, msgid, infno };
    if (infno === ADMISSION) return undoAdmission(call, lost);
    const known = await findEffect(call.services.pool, { institutionCode: call.institution.code, msgid });
    return settlementAnswer(
      await call.services.settlement.reverse({
        message: call.message,
        cause: 'compensation',
        reason: `2601 ${NAME.zh}`,
        target: { kind: 'message', ...lost, infno: sentAs(infno, known?.infno) },
        reply: () => call.success(null),
      }),
    );
  },
});

/** Clients name 2207 and 2207A alike; the number under which the message came is the one that counts. */
function sentAs(named: string, known: string | undefined): string {
  const base = (infno: string) => infno.replace(/A$/, '');
  return known !== undefined && base(known) === base(named) ? known : named;
}

async function undoAdmission(call: Call, lost: Lost): Promise<Answer> {
  return withMessageEffect(call, NAME, async (tx) => {
    const id = { institutionCode: call.institution.code, msgid: lost.msgid };
    const effect = await findEffect(tx, id);
    if (effect === undefined) {
      const tombstone = { ...id, infno: lost.infno, bodyHash: Buffer.alloc(32), receivedAt: call.receivedAt };
      await insertEffect(tx, { ...tombstone, state: 'tombstone', reply: null, personId: lost.personId });
      return done(null);
    }
    if (effect.state === 'tombstone') return done(null);
    const visitId = effect.infno === ADMISSION ? admittedVisit(effect.reply) : undefined;
    const stay = visitId === undefined ? undefined : await lockVisit(tx, { ...lost, visitId, ...id });
    if (stay?.visit == null)
      return rejected(reject('record-unknown', { field: 'data.omsgid', value: lost.msgid }));
    if (stay.visit.state === 'cancelled')
      return rejected(wrongState('该入院已撤销 (already cancelled)', '无需冲正', 'nothing to compensate'));
    if (stay.liveSettlements.length > 0 || stay.openLines > 0)
      return rejected(
        wrongState(
          '已有费用或结算 (fees or settlements exist)',
          '按正常流程撤销（2305、2302、2404）',
          'undo with 2305, 2302 and 2404',
        ),
      );
    await changeVisit(tx, stay.visit, { state: 'cancelled' });
    await insertCompensation(tx, id, call.receivedAt);
    return done(null);
  });
}

/** mdtrt_id of a stored reply to 2401. */
function admittedVisit(reply: unknown): string | undefined {
  const output = isObject(reply) ? own(reply, 'output') : undefined;
  const result = isObject(output) ? own(output, 'result') : undefined;
  const id = isObject(result) ? own(result, 'mdtrt_id') : undefined;
  return typeof id === 'string' ? id : undefined;
}
