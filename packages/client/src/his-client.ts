import { randomInt } from 'node:crypto';
import { timeText } from './china-time.ts';
import { createMsgidSource } from './msgid.ts';
import type { CallOutcome, Node, Reply } from './outcome.ts';
import { type PathShape, pathOf } from './paths.ts';
import { decrypt, encrypt, type Signing, sign, signText } from './seal.ts';
import { createTransport, type Exchange } from './transport.ts';

export interface HisClientOptions {
  readonly baseUrl: string;
  readonly institutionCode: string;
  readonly institutionName: string;
  /** Region of the institution 就医地医保区划, and of the insured when a call does not say otherwise. */
  readonly regionCode?: string;
  readonly signing?: Signing;
  readonly pathShape?: PathShape;
  readonly clock?: () => Date;
  readonly operator?: { readonly code: string; readonly name: string };
  /** How often a call without an answer is repeated with the same message id. Default 2. */
  readonly retries?: number;
  readonly timeoutMs?: number;
  readonly maxSockets?: number;
  readonly serialStart?: number;
}

export interface CallOptions {
  /** Repeat an earlier message instead of sending a new one. */
  readonly msgid?: string;
  /** Region of the insured 参保地医保区划, from 1101. */
  readonly insuredRegion?: string;
  readonly retries?: number;
}

/** One institution's line to the platform. Flows (`signIn`, `readPerson`, `settleOutpatient` …) are functions over it. */
export interface HisClient {
  readonly institutionCode: string;
  readonly institutionName: string;
  readonly regionCode: string;
  readonly operator: { readonly code: string; readonly name: string };
  now(): Date;
  nextMsgid(): string;
  call(infno: string, input: Node, options?: CallOptions): Promise<CallOutcome>;
  /** As `call`, for 9102: the bytes of the file, or the refusal. */
  download(input: Node): Promise<{ readonly kind: 'file'; readonly bytes: Buffer } | CallOutcome>;
  /** Messages sent so far, repeats included. */
  sent(): number;
  /** The sign-in number 签到编号 to put into later headers. */
  useSignNo(signNo: string): void;
  close(): void;
}

const OPERATOR = { code: 'HIS01', name: '接口操作员' };

export function createHisClient(options: HisClientOptions): HisClient {
  const clock = options.clock ?? (() => new Date());
  const signing = options.signing ?? { algorithm: 'none' };
  const operator = options.operator ?? OPERATOR;
  const regionCode = options.regionCode ?? options.institutionCode.slice(1, 7);
  const serials = createMsgidSource(options.institutionCode, clock, options.serialStart ?? randomInt(10_000));
  const transport = createTransport({
    baseUrl: options.baseUrl,
    timeoutMs: options.timeoutMs ?? 30_000,
    maxSockets: options.maxSockets ?? 64,
  });
  let signNo = '';
  let sent = 0;

  function envelope(infno: string, msgid: string, input: Node, insuredRegion: string): string {
    const header = {
      infno,
      msgid,
      mdtrtarea_admvs: regionCode,
      insuplc_admdvs: insuredRegion,
      recer_sys_code: 'GONGJI',
      dev_no: '',
      dev_safe_info: '',
      signtype: signing.algorithm === 'none' ? '' : signing.algorithm,
      infver: 'V1.0',
      opter_type: '1',
      opter: operator.code,
      opter_name: operator.name,
      inf_time: timeText(clock()),
      fixmedins_code: options.institutionCode,
      fixmedins_name: options.institutionName,
      sign_no: signNo,
      ...(signing.sm4Key === undefined ? {} : { enc_type: 'SM4' }),
    };
    const body = signing.sm4Key === undefined ? input : encrypt(JSON.stringify(input), signing.sm4Key);
    return JSON.stringify({ ...header, cainfo: sign(signText(header), signing), input: body });
  }

  async function exchange(infno: string, body: string, retries: number): Promise<Exchange> {
    const path = pathOf(options.pathShape ?? 'single', infno);
    sent += 1;
    let answer = await transport.post(path, body);
    for (let attempt = 1; attempt <= retries && mayRepeat(answer); attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
      sent += 1;
      answer = await transport.post(path, body);
    }
    return answer;
  }

  return {
    institutionCode: options.institutionCode,
    institutionName: options.institutionName,
    regionCode,
    operator,
    now: clock,
    nextMsgid: () => serials.next(),
    sent: () => sent,
    async call(infno, input, call = {}) {
      const msgid = call.msgid ?? serials.next();
      const body = envelope(infno, msgid, input, call.insuredRegion ?? regionCode);
      return readAnswer(
        msgid,
        await exchange(infno, body, call.retries ?? options.retries ?? 2),
        signing.sm4Key,
      );
    },
    async download(input) {
      const msgid = serials.next();
      const answer = await exchange('9102', envelope('9102', msgid, input, regionCode), options.retries ?? 2);
      if (
        answer.kind === 'answered' &&
        answer.status === 200 &&
        answer.contentType.startsWith('application/octet-stream')
      ) {
        return { kind: 'file', bytes: answer.body };
      }
      return readAnswer(msgid, answer, signing.sm4Key);
    },
    useSignNo(value) {
      signNo = value;
    },
    close: () => transport.close(),
  };
}

/** A fault of the platform (5xx) leaves the outcome open just as silence does. */
function mayRepeat(answer: Exchange): boolean {
  return answer.kind === 'no-answer' || answer.status >= 500;
}

function readAnswer(msgid: string, answer: Exchange, sm4Key: string | undefined): CallOutcome {
  if (answer.kind === 'no-answer') return { kind: 'unknown', msgid, cause: answer.cause };
  const reply = parseReply(answer.body);
  if (reply === undefined)
    return { kind: 'unknown', msgid, cause: `HTTP ${answer.status} without a reply message` };
  if (String(reply.infcode) !== '0') {
    if (answer.status >= 500)
      return { kind: 'unknown', msgid, cause: reply.err_msg ?? `HTTP ${answer.status}` };
    return { kind: 'refused', msgid, message: reply.err_msg ?? '', reply };
  }
  const sealed = typeof reply.output === 'string' && reply.output !== '' && sm4Key !== undefined;
  const output = sealed ? JSON.parse(decrypt(String(reply.output), sm4Key)) : reply.output;
  return { kind: 'accepted', msgid, output: (output ?? {}) as Node, reply };
}

function parseReply(body: Buffer): Reply | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && 'infcode' in value ? (value as Reply) : undefined;
  } catch {
    return undefined;
  }
}
