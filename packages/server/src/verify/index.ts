export { CHECKS, type CheckName, type Difference } from './difference.ts';
export { startNightly } from './nightly.ts';
export { type VerifyOptions, type VerifyReport, verifyBooks } from './verify.ts';
