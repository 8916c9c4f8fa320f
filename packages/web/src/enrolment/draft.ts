import type { EnrolmentKind } from '@gongji/contract';
import { parseYuan } from '@gongji/domain';
import type { Who } from './person-pick.tsx';

/** What has been entered for an act so far, as text. */
export interface Draft {
  readonly on: string;
  readonly year: string;
  readonly personStatus: string;
  readonly tier: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly className: string;
  readonly termStartOn: string;
  readonly wage: string;
  readonly pension: string;
  readonly retiresAs: string;
  readonly residenceProof: string;
  readonly mother: string;
  readonly stopReason: string;
  readonly countsAs: string;
  readonly fromMonth: string;
  readonly toMonth: string;
  readonly evidence: string;
  readonly withAccount: boolean;
  readonly civilServant: boolean;
  readonly papersInTime: boolean;
  readonly yearsMadeUp: string;
  readonly withMother: boolean;
  readonly endOther: boolean;
  readonly agentName: string;
  readonly agentCertNo: string;
  readonly reason: string;
}

export function emptyDraft(today: string): Draft {
  return {
    on: today,
    year: '',
    personStatus: '',
    tier: '',
    unitId: '',
    unitName: '',
    className: '',
    termStartOn: '',
    wage: '',
    pension: '',
    retiresAs: '',
    residenceProof: '',
    mother: '',
    stopReason: 'leftWork',
    countsAs: 'actual',
    fromMonth: '',
    toMonth: '',
    evidence: '',
    withAccount: true,
    civilServant: false,
    papersInTime: false,
    yearsMadeUp: '1',
    withMother: false,
    endOther: false,
    agentName: '',
    agentCertNo: '',
    reason: '',
  };
}

/** Which fields of the draft each field of the configuration stands for, and how the operation takes them. */
const SENT: Readonly<Record<EnrolmentKind['fields'][number], readonly (keyof Draft)[]>> = {
  unit: ['unitId'],
  tier: ['tier'],
  wage: ['wage'],
  pension: ['pension'],
  retiresAs: ['retiresAs'],
  withAccount: ['withAccount'],
  civilServant: ['civilServant'],
  papersInTime: ['papersInTime'],
  yearsMadeUp: ['yearsMadeUp'],
  className: ['className'],
  termStartOn: ['termStartOn'],
  withMother: ['withMother'],
  mother: ['mother'],
  residenceProof: ['residenceProof'],
  endOther: ['endOther'],
  stopReason: ['stopReason'],
  recognised: ['countsAs', 'fromMonth', 'toMonth', 'evidence'],
  keepStatus: [],
};

/** The request for the operation: what the act takes and was entered, and nothing else. */
export function bodyOf(kind: EnrolmentKind, who: Who, draft: Draft): Readonly<Record<string, unknown>> {
  const fields = [
    ...kind.fields.flatMap((field) => SENT[field]),
    'personStatus',
    'year',
    'agentName',
    'agentCertNo',
  ] as const;
  const entered = fields.flatMap((field): readonly (readonly [string, unknown])[] => {
    const value = draft[field as keyof Draft];
    if (value === '') return [];
    // A flag that is not set says nothing about a cover that is corrected.
    if (typeof value === 'boolean') return kind.does === 'correct' && !value ? [] : [[field, value]];
    if (field === 'wage' || field === 'pension') return [[`${field}Fen`, parseYuan(value) ?? value]];
    return [[field, field === 'yearsMadeUp' ? Number(value) : value]];
  });
  return {
    ...(who.kind === 'ref' ? { person: who.ref } : { certNo: who.certNo, name: who.name }),
    scheme: kind.scheme,
    act: kind.act,
    on: draft.on,
    reason: draft.reason.trim(),
    ...Object.fromEntries(entered),
  };
}
