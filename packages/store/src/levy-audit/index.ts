export * from './audits.ts';
export * from './evidence.ts';
export * from './findings.ts';
export * from './notices.ts';
export * from './register-side.ts';
export * from './selection.ts';
