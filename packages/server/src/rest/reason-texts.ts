import { type Bilingual, REJECTIONS, type RejectionCode } from '@gongji/domain';
import { interfaceReasonWords } from '../provider-interface/reading/reason-words.ts';
import { SETTLEMENT_REASONS } from './settlement-reasons.ts';

interface ReasonTexts {
  readonly title: Bilingual;
  readonly remedy: Bilingual;
}

/** A message that met a fault of ours, whose reply has no code. */
const FAULT: ReasonTexts = {
  title: { zh: '系统故障，处理结果未知', en: 'system fault, outcome unknown' },
  remedy: {
    zh: '用同一报文ID原样重发，或发送2601冲正',
    en: 'resend unchanged with the same message id, or compensate with 2601',
  },
};

/** What a reason says in general and what to do, without the data of any one bill. A policy's own reason has its code. */
export function reasonTexts(code: string): ReasonTexts {
  if (code === 'fault') return FAULT;
  const words = interfaceReasonWords(code);
  if (words !== undefined) return words;
  if (!isOurs(code))
    return { title: { zh: code, en: code }, remedy: { zh: '见应答原文', en: 'see the reply' } };
  const known = REJECTIONS[code];
  const { title, remedy } = SETTLEMENT_REASONS[code] ?? {};
  const open = (text: string) => text.replaceAll(/\{\w+\}/g, '…');
  return {
    title: title ?? { zh: open(known.zh), en: open(known.en) },
    remedy: remedy ?? { zh: open(known.remedyZh), en: open(known.remedyEn) },
  };
}

function isOurs(code: string): code is RejectionCode {
  return Object.hasOwn(REJECTIONS, code);
}
