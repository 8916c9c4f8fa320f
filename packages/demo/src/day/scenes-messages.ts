import { isDeepStrictEqual } from 'node:util';
import {
  compensate,
  createHisClient,
  type HisClient,
  reverseOutpatient,
  settleOutpatient,
  settlePurchase,
  yuanNumber,
} from '@gongji/client';
import { fen, yuanText } from '@gongji/domain';
import { type Day, keep, type Scene, voucherOf } from './day-record.ts';
import { book, type Desk } from './desk.ts';
import { preparePurchase } from './purchase.ts';
import { prepareVisit, settled } from './visit.ts';

const HOSPITAL = 'H99010100001';
const PHARMACY = 'P99010100001';

/** A line so slow that no reply ever arrives in time: what was sent may or may not have been done. */
function deafClient(day: Day, desk: Desk): HisClient {
  return createHisClient({
    baseUrl: day.baseUrl,
    institutionCode: desk.institution.code,
    institutionName: desk.institution.name,
    regionCode: desk.institution.regionCode,
    clock: day.clock,
    retries: 0,
    timeoutMs: 1,
  });
}

/** The reply of a settlement is lost; the same message again brings the same settlement, however often. */
const lostReply: Scene = {
  name: { zh: '回执丢失后重发', en: 'lost reply, sent again' },
  async play(day) {
    const desk = await day.desk(HOSPITAL);
    const ready = await prepareVisit(desk, {
      random: day.random('lost'),
      credential: voucherOf('emptyAccount'),
      medType: '11',
      kind: 'outpatient',
    });
    const bill = { ...ready.bill, preview: ready.preview, msgid: desk.client.nextMsgid() };
    const deaf = deafClient(day, desk);
    const first = await settleOutpatient(deaf, ready.visit, bill);
    deaf.close();
    const second = await settleOutpatient(desk.client, ready.visit, bill);
    const third = await settleOutpatient(desk.client, ready.visit, bill);
    const outcome = settled(desk, ready, second);
    keep(day, desk, outcome, this.name);
    const same =
      third.kind === 'accepted' &&
      second.kind === 'accepted' &&
      isDeepStrictEqual(third.output, second.output);
    day.record.moments.push({
      title: this.name,
      detail: {
        zh: `同一报文共发 3 次（首次${first.kind === 'unknown' ? '未收到回执' : '收到回执'}），只结算一笔 ${outcome.reply.settlementId}`,
        en: `sent 3 times (first ${first.kind === 'unknown' ? 'without reply' : 'answered'}), settled once: ${outcome.reply.settlementId}`,
      },
      good: same,
    });
    await conflict(day, desk, { ready, msgid: bill.msgid });
  },
};

/** The same message id with another content is refused. */
async function conflict(
  day: Day,
  desk: Desk,
  sent: { readonly ready: Awaited<ReturnType<typeof prepareVisit>>; readonly msgid: string },
): Promise<void> {
  const { ready, msgid } = sent;
  const bill = { ...ready.bill, totalFen: fen(ready.bill.totalFen + 100), preview: ready.preview, msgid };
  const answer = await settleOutpatient(desk.client, ready.visit, bill);
  day.record.moments.push({
    title: { zh: '同号不同内容', en: 'same number, other content' },
    detail:
      answer.kind === 'refused'
        ? {
            zh: `拒绝：金额改为 ${yuanNumber(bill.totalFen).toFixed(2)}，与已结算报文冲突`,
            en: 'refused: it conflicts with the message already settled',
          }
        : { zh: '未被拒绝', en: 'was not refused' },
    good: answer.kind === 'refused',
  });
}

/** A purchase whose outcome stays unknown is taken back with 2601; if it still arrives later it is refused. */
const compensation: Scene = {
  name: { zh: '结果未知，冲正', en: 'outcome unknown, taken back' },
  async play(day) {
    const desk = await day.desk(PHARMACY);
    const purchase = await preparePurchase(desk, {
      random: day.random('2601'),
      credential: voucherOf('employee'),
    });
    const deaf = deafClient(day, desk);
    const msgid = desk.client.nextMsgid();
    await settlePurchase(deaf, purchase, msgid);
    deaf.close();
    const undone = await compensate(desk.client, { psnNo: purchase.patient.psnNo, msgid, infno: '2102' });
    const late = await settlePurchase(desk.client, purchase, msgid);
    const again = await compensate(desk.client, { psnNo: purchase.patient.psnNo, msgid, infno: '2102' });
    const good = undone.kind === 'accepted' && late.kind === 'refused' && again.kind !== 'unknown';
    const lateText =
      late.kind === 'refused' ? { zh: '被拒绝', en: 'is refused' } : { zh: '未被拒绝', en: 'is not refused' };
    day.record.moments.push({
      title: this.name,
      detail: {
        zh: `2601 ${undone.kind === 'accepted' ? '成功' : '失败'}，原报文再到${lateText.zh}，账上无痕`,
        en: `2601 ${undone.kind === 'accepted' ? 'accepted' : 'failed'}; the first message, late, ${lateText.en}`,
      },
      good,
    });
  },
};

/** A settlement is reversed: the mirror with negative amounts. */
const reversal: Scene = {
  name: { zh: '退费冲销', en: 'reversal' },
  async play(day) {
    const desk = await day.desk(HOSPITAL);
    const ready = await prepareVisit(desk, {
      random: day.random('reversal'),
      credential: voucherOf('emptyAccount'),
      medType: '11',
      kind: 'outpatient',
    });
    const done = settled(
      desk,
      ready,
      await settleOutpatient(desk.client, ready.visit, { ...ready.bill, preview: ready.preview }),
    );
    keep(day, desk, done, this.name);
    const mirror = await reverseOutpatient(desk.client, ready.visit, done.reply.settlementId);
    const reply = {
      ...mirror,
      psnNo: done.reply.psnNo,
      medType: done.medType,
      clrType: mirror.clrType || done.reply.clrType,
    };
    book(desk, done.insutype, reply);
    keep(day, desk, { ...done, reply }, this.name);
    day.record.moments.push({
      title: this.name,
      detail: {
        zh: `原 ${yuanText(done.reply.totalFen)}，冲销 ${yuanText(reply.totalFen)}`,
        en: `${yuanText(done.reply.totalFen)} and ${yuanText(reply.totalFen)}`,
      },
      good: reply.totalFen === -done.reply.totalFen && reply.fundFen === -done.reply.fundFen,
    });
  },
};

export const MESSAGE_SCENES: readonly Scene[] = [lostReply, compensation, reversal];
