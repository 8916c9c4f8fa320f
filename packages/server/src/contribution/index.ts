export { contributionPolicy, spanOfPeriod, usualDueDay } from './period.ts';
export { type AssessDeps, runAssessment } from './run-assessment.ts';
