import { z } from 'zod';
import {
  behindQuery,
  behindView,
  bulletinQuery,
  levyFiguresQuery,
  levyFiguresView,
  placeFiguresQuery,
  placeFiguresView,
  reportParams,
  reportQuery,
  splitQuery,
  splitView,
  targetBody,
  targetsQuery,
  targetsView,
} from './enrolment-figures.ts';
import type { Operation } from './operation.ts';

/** Figures of enrolment and collection, and what they ought to be. */
export const ENROLMENT_FIGURES_OPERATIONS = {
  placeFigures: {
    method: 'GET',
    path: '/api/enrolment-figures',
    action: 'figures.read',
    summary: { zh: '片区参保情况与参保率', en: 'Participation by place' },
    query: placeFiguresQuery,
    response: placeFiguresView,
  },
  enrolmentSplit: {
    method: 'GET',
    path: '/api/enrolment-figures/split',
    action: 'figures.read',
    summary: { zh: '参保人数按类别', en: 'The insured by kind' },
    query: splitQuery,
    response: splitView,
  },
  personsBehind: {
    method: 'GET',
    path: '/api/enrolment-figures/persons',
    action: 'figures.open',
    summary: { zh: '一个参保人数背后的人员（脱敏）', en: 'The persons behind a number, masked' },
    query: behindQuery,
    response: behindView,
  },
  levyFigures: {
    method: 'GET',
    path: '/api/levy-figures',
    action: 'figures.read',
    summary: { zh: '征缴情况与账面核对', en: 'Collection, and the same by the ledger' },
    query: levyFiguresQuery,
    response: levyFiguresView,
  },
  report: {
    method: 'GET',
    path: '/api/reports/{kind}',
    action: 'figures.read',
    summary: { zh: '参保征缴报告（Word、Excel）', en: 'Reports on enrolment and collection (Word, Excel)' },
    params: reportParams,
    query: reportQuery,
    produces: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    response: z.string(),
  },
  enrolmentBulletin: {
    method: 'GET',
    path: '/api/enrolment-bulletin.xlsx',
    action: 'figures.read',
    summary: { zh: '参保每日一报', en: 'Daily bulletin of enrolment' },
    query: bulletinQuery,
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    response: z.string(),
  },
  targets: {
    method: 'GET',
    path: '/api/targets',
    action: 'figures.read',
    summary: { zh: '年度目标', en: 'Targets of a year' },
    query: targetsQuery,
    response: targetsView,
  },
  setTarget: {
    method: 'POST',
    path: '/api/targets',
    action: 'target.set',
    usersOnly: true,
    summary: { zh: '下达目标', en: 'Set a target' },
    body: targetBody,
    response: targetsView,
  },
} as const satisfies Record<string, Operation>;

export type EnrolmentFiguresOperationId = keyof typeof ENROLMENT_FIGURES_OPERATIONS;
