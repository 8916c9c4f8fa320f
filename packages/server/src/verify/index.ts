export { CHECKS, type CheckName, type Difference, REMEDIES } from './difference.ts';
export { type JobsOptions, startJobs } from './jobs.ts';
export { recordVerification } from './record-verification.ts';
export { type VerifyOptions, type VerifyReport, verifyBooks } from './verify.ts';
