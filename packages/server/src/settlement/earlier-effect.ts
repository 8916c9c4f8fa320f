import { type Rejection, rejection } from '@gongji/domain';
import { messageKey, type SettlementContext } from '@gongji/store/settlement';
import type { MessageKey } from './contract.ts';

/** What a message finds when it was here before. */
export type EarlierEffect =
  | { readonly kind: 'replayed'; readonly reply: unknown }
  | { readonly kind: 'conflict'; readonly rejections: readonly Rejection[] }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/**
 * One effect per (institution, msgid): the same message again gets the stored reply, another body under that id is a
 * conflict, and a message that was compensated (before it arrived, or after it was done) is refused: its reply would say that
 * a bill stands which does not. Undefined: it is here for the first time.
 */
export function earlierEffect(message: MessageKey, context: SettlementContext): EarlierEffect | undefined {
  const effect = context.effects.get(messageKey(message));
  if (effect === undefined) return undefined;
  const { msgid, infno, bodyHash } = message;
  const at = { field: 'msgid', value: msgid };
  if (effect.state !== 'done')
    return { kind: 'rejected', rejections: [rejection('message-cancelled', { msgid }, at)] };
  if (effect.infno !== infno || !effect.bodyHash.equals(bodyHash)) {
    return { kind: 'conflict', rejections: [rejection('message-conflict', { msgid }, at)] };
  }
  return { kind: 'replayed', reply: effect.reply };
}
