import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The commands that run cases, from outside, on a region's folder made for the test. */
const BIN = fileURLToPath(new URL('../bin/gongji.mjs', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../../engine/src/load/testing/sample.yaml', import.meta.url));

const BAD = (name: string) =>
  fileURLToPath(new URL(`../../engine/src/check/testing/bad/${name}`, import.meta.url));

const STAY = `benefit: inpatient, on: 2026-05-10, facts: {institutionLevel: tertiary, age: 61, lowIncome: false}, classTotals: {A: 10000}`;

/** Deductible 1000.50; (10000 − 1000.50) × 65.5 % = 5894.6725 → 5894.67; person 4105.33. */
const RIGHT = `  - {id: stay, ${STAY}, expect: {pooledFund: 5894.67, person: 4105.33}}`;
const WRONG = `  - {id: off-by-a-fen, ${STAY}, expect: {pooledFund: 5894.68}}`;
const REFUSED = '  - {id: before, benefit: inpatient, on: 2025-12-31, classTotals: {A: 1}}';

function region(...cases: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'gongji-'));
  mkdirSync(join(folder, 'cases/good'), { recursive: true });
  const [policy, file] = [join(folder, '2026.yaml'), join(folder, 'cases/good/stays.yaml')];
  copyFileSync(SAMPLE, policy);
  writeFileSync(file, ['format: gongji-case/1', 'cases:', ...cases, ''].join('\n'));
  return { folder, policy, file };
}

function gongji(...args: readonly string[]) {
  return spawnSync(process.execPath, [BIN, ...args], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '' },
  });
}

describe('gongji policy test', () => {
  it('ends with 0 when all cases agree, whether named by folder, policy or case file', () => {
    const { folder, policy, file } = region(RIGHT);
    for (const path of [folder, policy, file]) {
      expect(gongji('policy', 'test', path)).toMatchObject({
        status: 0,
        stdout: '1 file, 1 case: 1 agree, 0 differ\n',
      });
    }
  });

  it('ends with 1 and shows what should be and what is, at the line of the case', () => {
    const { folder, file } = region(RIGHT, WRONG);
    const { status, stdout } = gongji('policy', 'test', folder);
    expect(status).toBe(1);
    expect(stdout).toContain(`${file}:4: sample.resident off-by-a-fen\n`);
    expect(stdout).toContain(`${file}:4: pooledFund should be 5894.68, is 5894.67`);
    expect(stdout).toContain('2 cases: 1 agree, 1 differ');
    const { cases } = JSON.parse(gongji('policy', 'test', folder, '--json').stdout);
    expect(cases.map((c: { readonly id: string; readonly passed: boolean }) => [c.id, c.passed])).toEqual([
      ['stay', true],
      ['off-by-a-fen', false],
    ]);
  });

  it('names rules that no case proves, without failing', () => {
    const { folder, policy } = region(RIGHT);
    const { status, stdout } = gongji('policy', 'test', folder, '--coverage');
    expect(status).toBe(0);
    expect(stdout).toContain(
      `${policy}:53:15: warning row-untouched: no case is decided by this row of rate: primary, any`,
    );
    expect(stdout).not.toContain('row of rate: secondary|tertiary, >=60');
  });

  it.each([
    ['no case file in', region().folder, []],
    ['there is no policy elsewhere', region(RIGHT).folder, ['policy: elsewhere']],
    ['unit-yuan', region(`  - {id: x, ${STAY}, account: 1.005}`).folder, []],
  ])('ends with 2: %s', (message, folder, head) => {
    if (message.startsWith('no case'))
      writeFileSync(join(folder, 'cases/good/stays.yaml'), '# nothing yet\n');
    if (head.length > 0) {
      writeFileSync(
        join(folder, 'cases/good/stays.yaml'),
        ['format: gongji-case/1', ...head, 'cases:', RIGHT].join('\n'),
      );
    }
    const { status, stderr } = gongji('policy', 'test', folder);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});

describe('gongji adjudicate', () => {
  it('shows who pays what, in both languages and as JSON', () => {
    const { policy, file } = region(RIGHT);
    const args = ['adjudicate', '--policy', policy, '--case', file];
    expect(gongji(...args).stdout).toContain('pooled fund (pooledFund) 5894.67\n  person 4105.33: ');
    expect(gongji(...args, '--lang', 'zh').stdout).toContain('个人负担 4105.33');
    const [result] = JSON.parse(gongji(...args, '--json').stdout);
    expect(result.outcome.assessment).toMatchObject({ totalFen: 1_000_000, personFen: 410_533 });
  });

  it('explains every step on request', () => {
    const { policy, file } = region(RIGHT);
    const { stdout } = gongji('adjudicate', '--policy', policy, '--case', file, '--explain');
    expect(stdout).toContain('8999.50 × 65.5%');
    expect(stdout).toContain('D1 第十二条');
    const explained = gongji(
      'policy',
      'explain',
      '--policy',
      policy,
      '--case',
      file,
      '--id',
      'stay',
      '--json',
    ).stdout;
    const [{ steps }] = JSON.parse(explained);
    expect(steps.find((step: { readonly name: string }) => step.name === 'pooled')).toMatchObject({
      result: 589_467,
    });
  });

  it('ends with 1 on a difference and on a refusal that nobody expected', () => {
    const { policy, file } = region(WRONG);
    expect(gongji('adjudicate', '--policy', policy, '--case', file).status).toBe(1);
    const refused = region(REFUSED);
    const { status, stdout } = gongji('adjudicate', '--policy', refused.policy, '--case', refused.file);
    expect(status).toBe(1);
    expect(stdout).toContain('refused no-policy');
    const wanted = region(REFUSED.replace('}}', '}, expect: {refused: no-policy}}'));
    expect(gongji('adjudicate', '--policy', wanted.policy, '--case', wanted.file).status).toBe(0);
  });

  it('ends with 2 when the case, the file or the policy is not there', () => {
    const { policy, file } = region(RIGHT);
    const unknown = gongji('adjudicate', '--policy', policy, '--case', file, '--id', 'nobody');
    expect(unknown).toMatchObject({ status: 2 });
    expect(unknown.stderr).toContain('has no case nobody; it has stay');
    expect(gongji('adjudicate', '--policy', policy, '--case', policy).status).toBe(2);
    const uncompilable = BAD('unknown-name.yaml');
    const { status, stderr } = gongji('adjudicate', '--policy', uncompilable, '--case', file);
    expect(stderr).toContain(`${uncompilable}:51:25: error unknown-name`);
    expect(status).toBe(2);
    expect(gongji('adjudicate', '--policy', join(tmpdir(), 'none.yaml'), '--case', file).status).toBe(2);
  });
});
