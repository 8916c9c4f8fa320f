export { type RunningServer, type ServerOptions, startServer } from './main.ts';
