import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A platform of its own: embedded PostgreSQL with fsync on, the model city, and the server, in another process. */
export interface PlatformProcess {
  readonly url: string;
  readonly connectionString: string;
  /** Process id of the server. */
  readonly serverPid: number;
  /** Process id of PostgreSQL, the parent of its backends. */
  readonly databasePid: number;
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./platform-main.ts', import.meta.url));

/** Starts it and waits until it serves. Throws when it ends before. */
export async function startPlatform(persons: number): Promise<PlatformProcess> {
  const child = spawn(process.execPath, [...serverFlags(), PROGRAM, String(persons)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString('utf8');
      const line = text.slice(0, text.indexOf('\n'));
      if (text.includes('\n')) resolve(line);
    });
    child.once('exit', (code) => reject(new Error(`the platform ended with ${code} before it served`)));
  });
  const told = JSON.parse(await ready) as Omit<PlatformProcess, 'serverPid' | 'stop'>;
  return {
    ...told,
    serverPid: child.pid ?? 0,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Flags for the server's Node: those `npm start` gives it, and more, such as `--cpu-prof`, from BENCH_SERVER_FLAGS. */
function serverFlags(): readonly string[] {
  const more = (process.env.BENCH_SERVER_FLAGS ?? '').split(' ').filter((flag) => flag !== '');
  return ['--max-semi-space-size=64', ...more];
}
