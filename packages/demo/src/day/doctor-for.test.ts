import { expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { NAMED_INSTITUTIONS } from '../region/institutions.ts';
import { doctorsOf } from '../region/staff.ts';
import { doctorFor } from './doctor-for.ts';

const hospital = NAMED_INSTITUTIONS.find(({ code }) => code === 'H99010100001');
const doctors = hospital === undefined ? [] : doctorsOf(hospital);
const on = '2026-05-10';

function departments(bornOn: string, kind: Parameters<typeof doctorFor>[2]['kind']): ReadonlySet<string> {
  const random = createRandom(1, `${bornOn}/${kind}`);
  return new Set(
    Array.from({ length: 200 }, () => doctorFor(random, doctors, { bornOn, on, kind }).deptName),
  );
}

it('nobody of 52 lies in paediatrics, and no child outside it', () => {
  expect(departments('1974-05-09', 'wardDay')).toEqual(new Set(['心血管内科', '内科', '外科', '急诊医学科']));
  expect(departments('2012-05-11', 'wardDay')).toEqual(new Set(['儿科']));
  // Fourteen on that very day.
  expect(departments('2012-05-10', 'wardDay')).not.toContain('儿科');
});

it('births, cataracts and operations have their departments', () => {
  expect(departments('1997-05-16', 'birthDay')).toEqual(new Set(['妇产科']));
  expect(departments('1955-05-05', 'cataractDay')).toEqual(new Set(['眼科']));
  expect(departments('1988-01-30', 'surgeryDay')).toEqual(new Set(['外科']));
});
