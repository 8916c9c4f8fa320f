import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The command line as a stranger uses it: another process, another folder, only what it prints and how it ends. */
const BIN = fileURLToPath(new URL('../bin/gongji.mjs', import.meta.url));
const ENGINE = fileURLToPath(new URL('../../engine/src/', import.meta.url));
const SAMPLE = join(ENGINE, 'load/testing/sample.yaml');
const BAD = join(ENGINE, 'check/testing/bad/unit-rate.yaml');

function gongji(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' },
  });
  return { status, stdout, stderr };
}

describe('gongji', () => {
  it('shows what there is, and nothing is wrong with asking', () => {
    const { status, stdout } = gongji('--help');
    expect(status).toBe(0);
    for (const name of ['policy', 'adjudicate']) expect(stdout).toContain(name);
    expect(gongji('policy', '--help').status).toBe(0);
    expect(gongji('help', 'policy').stdout).toContain('check');
  });

  it.each([
    [[], 'Usage'],
    [['polizy'], "unknown command 'polizy'"],
    [['policy', 'chek'], 'Did you mean check?'],
    [['policy', 'check', '--lang', 'fr', SAMPLE], 'Allowed choices are zh, en'],
    [['policy', 'check', '/nowhere/x.yaml'], 'there is no such file'],
    [['policy', 'check'], 'cannot read policies'],
    [['policy', 'diff', SAMPLE], "missing required argument 'b'"],
    [['policy', 'schema', 'bill'], 'Allowed choices are policy, overlay, case'],
    [['adjudicate', '--policy', SAMPLE], "required option '--case <file>' not specified"],
  ])('ends with 2 and says why: %j', (args, message) => {
    const { status, stderr } = gongji(...args);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});

describe('gongji policy check', () => {
  it('ends with 1 and names file, line, code and remedy', () => {
    const { status, stdout } = gongji('policy', 'check', BAD, '--lang', 'en');
    expect(status).toBe(1);
    expect(stdout).toContain(`${BAD}:31:30: error unit-rate: `);
    expect(stdout).toContain('→ write a percentage');
    expect(stdout).toContain('1 file checked: 1 error, 0 warnings');
  });

  it('speaks Chinese, and JSON', () => {
    expect(gongji('policy', 'check', BAD, '--lang', 'zh').stdout).toContain('1 个错误');
    const { status, stdout } = gongji('policy', 'check', BAD, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      problems: [{ code: 'unit-rate', line: 31, severity: 'error' }],
    });
  });

  it('ends with 1 on warnings only when strict', () => {
    const warned = join(ENGINE, 'check/testing/bad/attribute-unused.yaml');
    expect(gongji('policy', 'check', warned).status).toBe(0);
    expect(gongji('policy', 'check', warned, '--strict').status).toBe(1);
  });

  it('looks through folders and says when there is nothing in them', () => {
    const empty = mkdtempSync(join(tmpdir(), 'gongji-'));
    expect(gongji('policy', 'check', empty)).toMatchObject({
      status: 2,
      stderr: `gongji: no policy file in ${empty} (it begins with format: gongji-policy/1)\n`,
    });
    expect(gongji('policy', 'check', join(ENGINE, 'check/testing/bad')).status).toBe(1);
  });
});

describe('gongji policy diff, questions and schema', () => {
  it('diff ends with 0 without and 1 with differences, and shows what an overlay does', () => {
    const overlay = join(mkdtempSync(join(tmpdir(), 'gongji-')), 'overlay.yaml');
    writeFileSync(
      overlay,
      'format: gongji-overlay/1\nof: sample.resident\nid: sample.resident.x\nname: {zh: 甲, en: x}\nkind: scenario\n' +
        'set:\n  parameters.capYear.values: [{from: 2027-01-01, cite: D1 第十五条, value: 200000}]\n',
    );
    expect(gongji('policy', 'diff', SAMPLE, SAMPLE)).toMatchObject({ status: 0, stdout: 'no differences\n' });
    const { status, stdout } = gongji('policy', 'diff', SAMPLE, SAMPLE, '--overlay', overlay);
    expect(status).toBe(1);
    expect(stdout).toBe(
      `${overlay}:7: parameters.capYear 2027-01-01 changes from 150000.00 (D1 第十五条) to 200000.00 (D1 第十五条)\n`,
    );
  });

  it('questions lists what rests on a reading', () => {
    const { status, stdout } = gongji('policy', 'questions', SAMPLE);
    expect(status).toBe(0);
    expect(stdout).toContain(`${SAMPLE}:56: rate from 2027-01-01 = 85% (D2 第三条)`);
  });

  it('schema prints a JSON Schema', () => {
    expect(JSON.parse(gongji('policy', 'schema', 'case').stdout)).toMatchObject({
      title: 'Gongji cases 算例',
    });
  });
});
