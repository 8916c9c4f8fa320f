export { DEMO_PASSWORD, DEMO_USERS, putDemoUsers } from './demo-users.ts';
export { createFirstAdministrators, type FirstAdministrator } from './first-start.ts';
export { newSecretKey, parseSecretKeys } from './secret-box.ts';
export { type SecuritySettings, securityPolicy } from './security-policy.ts';
export { resetFromConsole } from './users.ts';
