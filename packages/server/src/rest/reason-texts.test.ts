import { REJECTIONS } from '@gongji/domain';
import { expect, test } from 'vitest';
import { INTERFACE_REJECTION_CODES } from '../provider-interface/reading/rejections.ts';
import { reasonTexts } from './reason-texts.ts';

const CODES = [...INTERFACE_REJECTION_CODES, ...Object.keys(REJECTIONS), 'fault'];

test('every reason of ours for which a message is refused has its words and its remedy', () => {
  const wordless = CODES.filter((code) => {
    const { title, remedy } = reasonTexts(code);
    const zh = [title.zh, remedy.zh].every((text) => /[\u4e00-\u9fff]/.test(text));
    const en = [title.en, remedy.en].every((text) => /[a-z]/.test(text));
    return !zh || !en || title.zh === code || remedy.zh === '见应答原文';
  });
  expect(wordless).toEqual([]);
});

const textsOf = (code: string): string => {
  const { title, remedy } = reasonTexts(code);
  return [title.zh, title.en, remedy.zh, remedy.en].join(' ');
};

test('the words of the interface leave no place for data open and name no field', () => {
  const open = INTERFACE_REJECTION_CODES.filter((code) => /[{…]/.test(textsOf(code)));
  expect(open).toEqual([]);
  const fields = INTERFACE_REJECTION_CODES.filter((code) => {
    const { title, remedy } = reasonTexts(code);
    return /[a-z]/.test(title.zh + remedy.zh);
  });
  expect(fields).toEqual([]);
});

test('nor do those of settling, which stand before those of the registers', () => {
  const ours = Object.keys(REJECTIONS);
  const settling = ours.slice(0, ours.indexOf('certificate-length'));
  expect(settling).toContain('policy-division-by-zero');
  expect(settling.filter((code) => /[{…]/.test(textsOf(code)))).toEqual([]);
});

test('no coverage is said in words; a reason of a policy stands by its code', () => {
  expect(reasonTexts('coverage-missing')).toEqual({
    title: {
      zh: '就诊当日没有该险种的有效参保',
      en: 'no coverage of the scheme on the day of the visit',
    },
    remedy: {
      zh: '用1101核对参保信息，或按自费处理',
      en: 'check the cover with 1101, or treat as self-paying',
    },
  });
  expect(reasonTexts('too-old').title).toEqual({ zh: 'too-old', en: 'too-old' });
});
