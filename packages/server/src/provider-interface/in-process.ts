import type { Rejection } from '@gongji/domain';
import type { PreviewResult, SettlementService } from '../settlement/contract.ts';
import { type Endpoint, log, replyOf } from './endpoint.ts';
import { isObject, type JsonObject, own } from './message/json.ts';
import { type OwnMessage, receiveOwn } from './receive.ts';

export type OwnAnswer =
  | {
      readonly kind: 'done';
      readonly output: JsonObject;
      /** What the settlement capability said, when the transaction asked it for a preview. */
      readonly preview?: Extract<PreviewResult, { kind: 'previewed' }>;
    }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** Sends one message of the provider interface in process. Faults are thrown: the outcome is then unknown. */
export type OwnSender = (message: OwnMessage) => Promise<OwnAnswer>;

/** The transactions that hospital systems call, for our own desk: one implementation, one message log. */
export function createOwnSender(endpoint: Endpoint): OwnSender {
  return async (message) => {
    const receivedAt = endpoint.services.now();
    const startedMs = performance.now();
    let previewed: PreviewResult | undefined;
    const settlement = {
      ...endpoint.services.settlement,
      preview: async (bill) => {
        previewed = await endpoint.services.settlement.preview(bill);
        return previewed;
      },
    } satisfies SettlementService;
    const services = { ...endpoint.services, settlement };
    const received = await receiveOwn(services, endpoint.transactions, message, receivedAt);
    const { answer, institution } = received;
    if (answer.kind === 'gateway' || answer.kind === 'file')
      throw new Error(`${message.infno} gave no reply to a message of our own`);
    const respondedAt = endpoint.services.now();
    const reply = replyOf(answer, { regionCode: institution?.regionCode ?? '', receivedAt, respondedAt });
    log(endpoint, received, reply, performance.now() - startedMs, receivedAt);
    if (answer.kind === 'rejected') return answer;
    const output = isObject(reply) ? own(reply, 'output') : undefined;
    const preview = previewed?.kind === 'previewed' ? { preview: previewed } : {};
    return { kind: 'done', output: isObject(output) ? output : {}, ...preview };
  };
}
