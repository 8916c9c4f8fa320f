import { date } from '@gongji/domain';
import { SetupError } from '@gongji/store';
import { describe, expect, test } from 'vitest';
import { givenPapers, loadGroupPapers, papersOf, readGroupPapers, wrongPapers } from './group-papers.ts';

const templates = loadGroupPapers();
const on = date('2026-11-20');
const file = (paper: string, validTo: string | null) => ({
  ...{ paper, no: 'N1', issuedBy: '民政局', issuedOn: date('2025-01-01') },
  validTo: validTo === null ? null : date(validTo),
});
const states = (group: 'orphan' | 'lowIncome', kept: ReturnType<typeof file>[]) =>
  papersOf(templates, { group, on, kept, given: [] }).map(({ paper, state }) => [paper, state]);

describe('papers of a special group', () => {
  test('on file and valid they are not asked for again; expired ones are', () => {
    expect(states('orphan', [])).toEqual([
      ['orphanCertificate', 'missing'],
      ['guardianPaper', 'missing'],
    ]);
    expect(states('orphan', [file('orphanCertificate', null)])).toEqual([
      ['orphanCertificate', 'valid'],
      ['guardianPaper', 'missing'],
    ]);
    // Valid through its last day.
    expect(states('lowIncome', [file('lowIncomeCertificate', '2026-11-20')])).toEqual([
      ['lowIncomeCertificate', 'valid'],
    ]);
    expect(states('lowIncome', [file('lowIncomeCertificate', '2026-11-19')])).toEqual([
      ['lowIncomeCertificate', 'expired'],
    ]);
    // A paper of another group says nothing here.
    expect(states('lowIncome', [file('disabledCard', null)])).toEqual([['lowIncomeCertificate', 'missing']]);
  });

  test('the template gives the last day where the paper names none; all that is wrong is said at once', () => {
    const brought = { issuedBy: '民政局', issuedOn: date('2026-03-10') };
    // 12 months from 10 March 2026
    expect(givenPapers(templates, [{ ...brought, paper: 'lowIncomeCertificate' }])[0]?.validTo).toBe(
      '2027-03-09',
    );
    const given = givenPapers(templates, [
      { ...brought, paper: 'lowIncomeCertificate', validTo: date('2026-11-19') },
      { ...brought, paper: 'disabledCard' },
      { ...brought, paper: 'lowIncomeCertificate', issuedOn: date('2026-11-27') },
      { ...brought, paper: 'lowIncomeCertificate', validTo: date('2026-03-09') },
    ]);
    const wrong = wrongPapers(templates, { group: 'lowIncome', on, kept: [], given }, date('2026-11-26'));
    expect(wrong.map(({ code, field }) => [code, field])).toEqual([
      ['group-paper-expired', 'papers.0.validTo'],
      ['group-paper-unknown', 'papers.1.paper'],
      ['group-paper-not-issued', 'papers.2.issuedOn'],
      ['dates-out-of-order', 'papers.3.validTo'],
    ]);
  });

  test('a wrong file stops the start with all that is wrong', () => {
    const text = `format: gongji-group-papers/1
documents: {D1: {title: {zh: 规程, en: procedure}}}
papers: {card: {name: {zh: 证, en: card}, validMonths: 0}}
groups: {lowIncome: {papers: [other], cite: D2 第一条}}
fromOffice: {proofs: [nobody], cite: D1 第一条}
incomplete: {cause: {zh: 缺, en: missing}, cite: D1 第一条}
`;
    let found: unknown;
    try {
      readGroupPapers(text);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(SetupError);
    expect(String(found)).toMatch(/papers\.card\.validMonths/);
    expect(String(found)).toMatch(/fromOffice\.proofs/);
  });
});
