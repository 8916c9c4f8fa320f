import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GroupPaperBody, PROOF_KINDS } from '@gongji/contract';
import {
  addDays,
  addMonths,
  type Bilingual,
  type CalendarDate,
  GROUP_NAMES,
  type GroupName,
  type Rejection,
  rejection,
} from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { ProofRow } from '@gongji/store/enrolment';
import { z } from 'zod';
import { readDataText } from '../data-file/data-file.ts';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const cite = z.string().min(1);

/** Which papers a special group is recognised by 特殊人群认定材料, each group with its article. Data, no code. */
const schema = z
  .strictObject({
    format: z.literal('gongji-group-papers/1'),
    documents: z.record(
      z.string().regex(/^[A-Z]\d{1,3}$/),
      z.strictObject({ title: words, number: z.string().min(1).optional() }),
    ),
    papers: z.record(
      z.string().regex(/^[a-z][A-Za-z]{1,39}$/),
      z.strictObject({ name: words, validMonths: z.int().min(1).max(600).optional() }),
    ),
    groups: z.record(z.enum(GROUP_NAMES), z.strictObject({ papers: z.array(z.string()), cite })),
    fromOffice: z.strictObject({ proofs: z.array(z.enum(PROOF_KINDS)), cite }),
    incomplete: z.strictObject({ cause: words, cite }),
  })
  .superRefine((data, context) => {
    const cited = [
      ...Object.entries(data.groups).map(([group, one]) => [['groups', group, 'cite'], one.cite] as const),
      ...(['fromOffice', 'incomplete'] as const).map((part) => [[part, 'cite'], data[part].cite] as const),
    ];
    for (const [path, text] of cited) {
      const [document = ''] = text.split(' ');
      if (!Object.hasOwn(data.documents, document))
        context.addIssue({ code: 'custom', path: [...path], message: `no document ${document}` });
    }
    for (const [group, { papers }] of Object.entries(data.groups))
      for (const paper of papers)
        if (!Object.hasOwn(data.papers, paper))
          context.addIssue({
            code: 'custom',
            path: ['groups', group, 'papers'],
            message: `no paper ${paper}`,
          });
  });
export type GroupPapers = z.output<typeof schema>;

const SHIPPED = fileURLToPath(new URL('../../group-papers/templates.yaml', import.meta.url));

/** The templates of the agency, `group-papers.yaml` in its data folder, or else those that come with the program. */
export function loadGroupPapers(dataDir?: string): GroupPapers {
  const own = dataDir === undefined ? undefined : join(dataDir, 'group-papers.yaml');
  return readGroupPapers(readFileSync(own !== undefined && existsSync(own) ? own : SHIPPED, 'utf8'));
}

export function readGroupPapers(text: string): GroupPapers {
  const what = { zh: '特殊人群认定材料', en: 'papers of special groups' };
  return readDataText(schema, what, { name: 'group-papers', text });
}

/** What the agency calls its kinds of papers; a group need not ask for a kind any more that was once recorded. */
export function paperNames({ papers }: GroupPapers): Readonly<Record<string, Bilingual>> {
  return Object.fromEntries(Object.entries(papers).map(([paper, { name }]) => [paper, name]));
}

/** One paper that a group asks for, and whether it is there. */
export interface PaperState {
  readonly paper: string;
  readonly name: Bilingual;
  readonly state: 'valid' | 'given' | 'expired' | 'missing';
  readonly no?: string;
  readonly issuedBy?: string;
  readonly validTo?: CalendarDate;
}

interface Asked {
  readonly group: GroupName;
  readonly on: CalendarDate;
  /** Papers on file. */
  readonly kept: readonly ProofRow[];
  /** Papers brought now. */
  readonly given: readonly Given[];
}

type Given = Omit<GroupPaperBody, 'issuedOn' | 'validTo'> & {
  readonly issuedOn: CalendarDate;
  readonly validTo: CalendarDate | null;
};

/** With the last day that the template gives where the paper names none. */
export function givenPapers(templates: GroupPapers, papers: readonly GroupPaperBody[]): readonly Given[] {
  return papers.map((one) => {
    const months = templates.papers[one.paper]?.validMonths;
    const last = months === undefined ? null : addDays(addMonths(one.issuedOn, months), -1);
    return { ...one, validTo: one.validTo ?? last };
  });
}

/** 材料清单: each paper of a group as it stands on a day. What is on file and valid is not asked for again. Pure. */
export function papersOf(templates: GroupPapers, { group, on, kept, given }: Asked): readonly PaperState[] {
  return (templates.groups[group]?.papers ?? []).map((paper) => {
    const name = templates.papers[paper]?.name ?? { zh: paper, en: paper };
    const brought = given.find((one) => one.paper === paper);
    if (brought !== undefined) return { paper, name, state: 'given', ...stateOf(brought) };
    const own = kept.filter((one) => one.paper === paper);
    const valid = own.find((one) => one.validTo === null || one.validTo >= on);
    if (valid !== undefined) return { paper, name, state: 'valid', ...stateOf(valid) };
    const [latest] = own;
    return latest === undefined
      ? { paper, name, state: 'missing' }
      : { paper, name, state: 'expired', ...stateOf(latest) };
  });
}

function stateOf(one: {
  readonly no?: string | null | undefined;
  readonly issuedBy: string;
  readonly validTo: CalendarDate | null;
}) {
  const { no, issuedBy, validTo } = one;
  return { ...(no == null ? {} : { no }), issuedBy, ...(validTo === null ? {} : { validTo }) };
}

/** All that is wrong with papers brought now. */
export function wrongPapers(
  templates: GroupPapers,
  { group, on, given }: Asked,
  today: CalendarDate,
): readonly Rejection[] {
  const wanted = templates.groups[group]?.papers ?? [];
  return given.flatMap(({ paper, issuedOn, validTo }, index) => {
    const name = templates.papers[paper]?.name ?? { zh: paper, en: paper };
    const data = { zh: { paper: name.zh }, en: { paper: name.en } };
    const at = (field: string, value: string) => ({ field: `papers.${index}.${field}`, value });
    const wrong: Rejection[] = [];
    if (!wanted.includes(paper))
      wrong.push(bilingualRejection('group-paper-unknown', data, at('paper', paper)));
    if (issuedOn > today)
      wrong.push(bilingualRejection('group-paper-not-issued', data, at('issuedOn', issuedOn)));
    if (validTo !== null && validTo < issuedOn)
      wrong.push(rejection('dates-out-of-order', { from: issuedOn, to: validTo }, at('validTo', validTo)));
    else if (validTo !== null && validTo < on)
      wrong.push(bilingualRejection('group-paper-expired', data, at('validTo', validTo)));
    return wrong;
  });
}
