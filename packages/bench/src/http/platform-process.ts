import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A platform of its own: embedded PostgreSQL with fsync on, the model city, and the server, in another process. */
export interface PlatformProcess {
  readonly url: string;
  readonly connectionString: string;
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./platform-main.ts', import.meta.url));

/** Starts it and waits until it serves. Throws when it ends before. */
export async function startPlatform(persons: number): Promise<PlatformProcess> {
  const child = spawn(process.execPath, [PROGRAM, String(persons)], { stdio: ['pipe', 'pipe', 'inherit'] });
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
  const { url, connectionString } = JSON.parse(await ready) as { url: string; connectionString: string };
  return {
    url,
    connectionString,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
