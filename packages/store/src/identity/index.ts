export * from './passwords.ts';
export * from './role-requests.ts';
export * from './second-factor.ts';
export * from './sessions.ts';
export * from './sign-in-failures.ts';
export * from './users.ts';
