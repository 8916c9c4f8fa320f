import { type PolicyModel, partyName, type ShareStep, type StepModel } from '@gongji/engine';
import type { Lang } from '../i18n/language.ts';
import type { Text } from '../i18n/messages.ts';
import { expressionText } from '../policy/plain.ts';
import { operationWord } from '../policy/value-words.ts';
import type { policyRoomMessages } from './policy-room-messages.ts';

type RoomText = Text<keyof typeof policyRoomMessages.texts>;

export interface StepWords {
  readonly model: PolicyModel;
  readonly lang: Lang;
  readonly t: RoomText;
}

/** What a step does, in one sentence; expressions and names in words. */
export function stepSentence(step: StepModel, { model, lang, t }: StepWords): string {
  const say = (text: string): string => expressionText(text, model, lang);
  switch (step.kind) {
    case 'classify': {
      const sums = [...step.sums].map(([name]) => say(name)).join(lang === 'zh' ? '、' : ', ');
      return sums === ''
        ? t('classifyText')
        : `${t('classifyText')}${lang === 'zh' ? '；' : '; '}${t('classifySums', { sums })}`;
    }
    case 'let':
      return say(step.is.text);
    case 'deduct':
      return step.rate === undefined
        ? t('deductUpTo', { from: say(step.from), upTo: say(step.upTo?.text ?? '') })
        : t('deductRate', { from: say(step.from), rate: say(step.rate.text) });
    case 'limit':
      return t('limitText', { of: say(step.of), to: say(step.to.text) });
    case 'share':
      return shareSentence(step, say, t);
    case 'refuse':
      return step.message[lang];
    case 'account':
      return t(step.which === 'own' ? 'accountOwn' : 'accountFamily', { of: say(step.of.text) });
    case 'pay': {
      const [payer, into] = [partyName(model, step.payer), partyName(model, step.into)];
      return t('payText', { payer: payer[lang], into: into[lang], amount: say(step.amount.text) });
    }
    case 'cover':
      return step.to === undefined
        ? t('coverOpen', { from: say(step.from.text) })
        : t('coverText', { from: say(step.from.text), to: say(step.to.text) });
    case 'suspend':
      return t('suspendText', { from: say(step.from.text) });
    case 'retire':
      return t('retireText', { from: say(step.from.text) });
    case 'use':
      return '';
  }
}

function shareSentence({ how, of }: ShareStep, say: (text: string) => string, t: RoomText): string {
  switch (how.kind) {
    case 'rate':
      return t('shareRate', { of: say(of), rate: say(how.rate.text) });
    case 'amount':
      return t('shareAmount', { of: say(of), amount: say(how.amount.text) });
    case 'bands':
      return t('shareBands', { of: say(of) });
  }
}

/** Small print of a step: bands, caps and rounding, each a short text. */
export function stepDetails(step: StepModel, { model, lang, t }: StepWords): readonly string[] {
  if (step.kind !== 'share') return [];
  const say = (text: string): string => expressionText(text, model, lang);
  const { how, cap, round } = step;
  const bands =
    how.kind === 'bands'
      ? how.rows.map(
          ({ upTo, rate }) =>
            `${upTo === undefined ? t('bandRest') : t('bandUpTo', { upTo: say(upTo.text) })}：${say(rate.text)}`,
        )
      : [];
  return [
    ...bands.map((band) => (lang === 'zh' ? band : band.replace('：', ': '))),
    ...(how.kind === 'bands' && how.mode === 'whole' ? [t('bandsWhole')] : []),
    ...(cap === undefined ? [] : [t('capText', { cap: say(cap.text) })]),
    ...(round === 'fen' ? [] : [roundWord(round, lang)]),
  ];
}

function roundWord(round: string, lang: Lang): string {
  const name = round.startsWith('floor') ? `floor${capital(round.slice(6))}` : `round${capital(round)}`;
  return operationWord(name)?.[lang] ?? round;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
