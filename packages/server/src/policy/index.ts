export { loadPolicyFiles, type PolicyFile } from './load-policy-files.ts';
export { recordPolicyVersions } from './record-policy-versions.ts';
