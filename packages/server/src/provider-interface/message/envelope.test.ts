import { describe, expect, it } from 'vitest';
import { inputObject, readEnvelope } from './envelope.ts';
import { bodyHash, canonicalJson } from './json.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { masked } from './mask.ts';
import { nextRefMsgId } from './reply.ts';
import { scanJson } from './scan.ts';

const header = '"infno":"2207a","msgid":"自由文本 msgid","fixmedins_code":"H1"';
const read = (text: string) => readEnvelope(text, DEFAULT_LIMITS);

describe('the envelope', () => {
  it('takes any msgid and input, and keeps the text of the input as it was sent', () => {
    const result = read(`{ "input" : { "data" : { "b" : "}\\"," , "a": 1.50 } } , ${header} }`);
    expect(result).toMatchObject({
      kind: 'read',
      envelope: {
        infno: '2207A',
        msgid: '自由文本 msgid',
        inputText: '{ "data" : { "b" : "}\\"," , "a": 1.50 } }',
      },
    });
  });

  it('reads a message that is itself a JSON string', () => {
    expect(read(JSON.stringify(`{${header},"input":{}}`))).toMatchObject({
      kind: 'read',
      envelope: { infno: '2207A' },
    });
  });

  it('names every missing header field', () => {
    const result = read('{"infno":"1101"}');
    expect(result.kind === 'rejected' && result.rejections.map((r) => r.field)).toEqual([
      'msgid',
      'fixmedins_code',
    ]);
  });

  it.each([
    ['{}', {}],
    ['{"data":[1]}', { data: [1] }],
    ['', {}],
  ])('input %j', (input, expected) => {
    expect(inputObject(input, DEFAULT_LIMITS)).toEqual(expected);
  });

  it('takes an array for the node data, and nothing but objects', () => {
    expect(inputObject([{ a: 1 }], DEFAULT_LIMITS)).toEqual({ data: [{ a: 1 }] });
    expect(inputObject(7, DEFAULT_LIMITS)).toBeUndefined();
    expect(inputObject('%%%', DEFAULT_LIMITS)).toBeUndefined();
    expect(inputObject(`{"a":${'['.repeat(50)}${']'.repeat(50)}}`, DEFAULT_LIMITS)).toBeUndefined();
  });
});

describe('scanJson', () => {
  it('counts depth outside strings only', () => {
    expect(scanJson('{"a":"[[[[[[["}', 2).kind).toBe('ok');
    expect(scanJson('[[[]]]', 2).kind).toBe('too-deep');
    expect(scanJson('{"a":"\\\\"}]', 2).kind).toBe('ok');
  });

  it('sees bare integers too long for a number', () => {
    expect(scanJson('{"a":12345678901234567890}', 2)).toMatchObject({ longNumbers: true });
    expect(scanJson('{"a":"12345678901234567890"}', 2)).toMatchObject({ longNumbers: false });
  });
});

it('equal bodies have equal hashes whatever the order of their fields, other bodies have not', () => {
  expect(canonicalJson({ b: [1, { d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":null,"d":1}]}');
  expect(bodyHash('2207', { a: 1, b: 2 })).toEqual(bodyHash('2207', { b: 2, a: 1 }));
  expect(bodyHash('2207', { a: 1 })).not.toEqual(bodyHash('2207', { a: '1' }));
  expect(bodyHash('2207', { a: 1 })).not.toEqual(bodyHash('2204', { a: 1 }));
});

it('inf_refmsgid has 30 characters and never repeats', () => {
  const at = new Date('2026-05-10T02:03:04Z');
  const ids = new Set(Array.from({ length: 1000 }, () => nextRefMsgId('990100', at)));
  expect(ids.size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^99010020260510100304\d{10}$/);
});

it('the log masks persons and cuts lists', () => {
  expect(
    masked({
      data: {
        psn_name: '欧阳修',
        certno: '990101198001010015',
        tel: '13800000000',
        psn_no: '99010000000000000001',
        addr: 'x',
        rows: [1, 2, 3, 4, 5],
      },
    }),
  ).toEqual({
    data: {
      psn_name: '欧**',
      certno: '990*************15',
      tel: '138******00',
      psn_no: '990***************01',
      addr: '***',
      rows: [1, 2, 3, '… 2 more'],
    },
  });
});
