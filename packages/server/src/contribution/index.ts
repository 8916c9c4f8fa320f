export { putDemoContributions, type SampleFiles } from './demo-contributions.ts';
export { contributionPolicy, spanOfPeriod, usualDueDay } from './period.ts';
export { type AssessDeps, runAssessment } from './run-assessment.ts';
