import type { Bilingual } from '@gongji/domain';
import { CASE_DISEASES, CHRONIC_DISEASES } from '../catalogue/diseases.ts';
import type { NamedPerson } from '../people/cast.ts';
import { keep, type Scene, voucherOf } from './day-record.ts';
import { playPurchase } from './purchase.ts';
import { playStay, type StayPlan } from './stay.ts';
import { playVisit, type VisitPlan } from './visit.ts';

type Show = Omit<VisitPlan, 'random' | 'credential'>;

/** A visit of a named person; the summary shows who paid what. */
function visitScene(name: Bilingual, person: NamedPerson, at: { readonly code: string } & Show): Scene {
  const { code, ...show } = at;
  return {
    name,
    async play(day) {
      const desk = await day.desk(code);
      const plan = { ...show, random: day.random(person), credential: voucherOf(person) };
      day.record.shown.push({ title: name, bill: keep(day, desk, await playVisit(desk, plan), name) });
    },
  };
}

function stayScene(
  name: Bilingual,
  person: NamedPerson,
  at: { readonly code: string } & Omit<StayPlan, 'random' | 'credential'>,
): Scene {
  const { code, ...show } = at;
  return {
    name,
    async play(day) {
      const desk = await day.desk(code);
      const plan = { ...show, random: day.random(person), credential: voucherOf(person) };
      day.record.shown.push({ title: name, bill: keep(day, desk, await playStay(desk, plan), name) });
    },
  };
}

const disease = (code: string) => {
  const found = CHRONIC_DISEASES.find((one) => one.code === code);
  return { code, name: found?.name ?? '' };
};
/** The bill that the summary explains step by step. */
export const EXPLAINED_TITLE: Bilingual = { zh: '低保居民住院手术', en: 'low-income surgery' };

const CATARACT = CASE_DISEASES[0];

/** One visit for each kind of patient and benefit. */
export const VISIT_SCENES: readonly Scene[] = [
  visitScene({ zh: '职工普通门诊', en: 'employee visit' }, 'employee', {
    code: 'H99010100008',
    medType: '11',
    kind: 'thorough',
  }),
  visitScene({ zh: '儿童用父亲账户', en: 'child, father pays' }, 'daughter', {
    code: 'H99010100008',
    medType: '11',
    kind: 'child',
    account: '2',
  }),
  visitScene({ zh: '退休高血压门诊', en: 'retired, chronic' }, 'retiredChronic', {
    code: 'H99010100008',
    medType: '14',
    kind: 'hypertension',
    disease: disease('M03900'),
  }),
  visitScene({ zh: '特困人员透析', en: 'very poor, dialysis' }, 'extremelyPoorDialysis', {
    code: 'H99010100001',
    medType: '14',
    kind: 'dialysis',
    disease: disease('M07803'),
  }),
  visitScene({ zh: '公务员中医门诊', en: 'civil servant, TCM' }, 'civilServant', {
    code: 'H99010100002',
    medType: '11',
    kind: 'tcm',
  }),
  visitScene({ zh: '急诊', en: 'emergency' }, 'flexible', {
    code: 'H99010100001',
    medType: '13',
    kind: 'emergency',
  }),
  visitScene({ zh: '产前检查', en: 'prenatal check' }, 'expectant', {
    code: 'H99010200004',
    medType: '51',
    kind: 'prenatal',
    matnType: '7',
  }),
  visitScene({ zh: '报文签名加密的医院', en: 'signed and encrypted' }, 'rareName', {
    code: 'H99010100014',
    medType: '11',
    kind: 'thorough',
  }),
  visitScene({ zh: '异地备案后就医', en: 'away, filed' }, 'resettled', {
    code: 'H99020100001',
    medType: '11',
    kind: 'thorough',
  }),
  stayScene(EXPLAINED_TITLE, 'lowIncomeAdult', {
    code: 'H99010100001',
    medType: '21',
    days: ['admissionDay', 'surgeryDay', 'wardDay', 'wardDay'],
  }),
  stayScene({ zh: '未备案跨省住院', en: 'stay away, unfiled' }, 'unfiled', {
    code: 'H98010100001',
    medType: '21',
    days: ['admissionDay', 'wardDay', 'wardDay'],
  }),
  stayScene({ zh: '单病种（白内障）', en: 'cataract, case price' }, 'lowIncomeEdgeElder', {
    code: 'H99010300005',
    medType: '26',
    days: ['cataractDay', 'wardDay'],
    extra: { dise_codg: CATARACT?.code ?? '', dise_name: CATARACT?.name ?? '' },
  }),
  {
    name: { zh: '药店购药', en: 'pharmacy' },
    async play(day) {
      const desk = await day.desk('P99010100001');
      const plan = { random: day.random('pharmacy'), credential: voucherOf('retiredCivilServant') };
      day.record.shown.push({
        title: this.name,
        bill: keep(day, desk, await playPurchase(desk, plan), this.name),
      });
    },
  },
];
