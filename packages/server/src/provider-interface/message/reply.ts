import { randomInt } from 'node:crypto';
import type { Rejection } from '@gongji/domain';
import { beijingStamp14, beijingStamp17 } from './beijing-time.ts';
import { rejectionText } from './rejection-text.ts';

/** Reply 响应报文: the envelope that goes back. `output` is null when there is none or the transaction failed. */
export interface Reply {
  readonly infcode: 0 | -1;
  readonly inf_refmsgid: string;
  readonly refmsg_time: string;
  readonly respond_time: string;
  readonly err_msg: string;
  readonly warn_msg: null;
  readonly cainfo: string | null;
  readonly signtype: string | null;
  readonly output: unknown;
}

const SEQUENCE_MODULUS = 10_000_000_000;
let sequence = randomInt(1_000_000_000);

/** Receiver's message id 接收方报文ID: region (6) + time (14) + sequence (10), 30 characters. */
export function nextRefMsgId(regionCode: string, at: Date): string {
  sequence = (sequence + 1) % SEQUENCE_MODULUS;
  return regionCode.slice(0, 6).padEnd(6, '0') + beijingStamp14(at) + String(sequence).padStart(10, '0');
}

export interface ReplyOrigin {
  readonly regionCode: string;
  readonly receivedAt: Date;
  readonly respondedAt: Date;
}

export function successReply(origin: ReplyOrigin, output: unknown): Reply {
  return { infcode: 0, ...head(origin), err_msg: '', output };
}

export function failureReply(origin: ReplyOrigin, rejections: readonly Rejection[]): Reply {
  return { infcode: -1, ...head(origin), err_msg: rejectionText(rejections), output: null };
}

/** The reply to a message that met a fault of ours: nothing is said about the cause, and the outcome is unknown. */
export function faultReply(origin: ReplyOrigin): Reply {
  const err_msg =
    '系统故障，处理结果未知；处理：用同一msgid原样重发，或发送2601冲正。 || system fault, outcome unknown; remedy: resend unchanged with the same msgid, or compensate with 2601.';
  return { infcode: -1, ...head(origin), err_msg, output: null };
}

function head(origin: ReplyOrigin) {
  return {
    inf_refmsgid: nextRefMsgId(origin.regionCode, origin.receivedAt),
    refmsg_time: beijingStamp17(origin.receivedAt),
    respond_time: beijingStamp17(origin.respondedAt),
    warn_msg: null,
    cainfo: null,
    signtype: null,
  };
}
