export { expectPort } from './http/listen.ts';
export { openLogFile } from './http/log-file.ts';
export { type RunningServer, type ServerOptions, startServer } from './main.ts';
