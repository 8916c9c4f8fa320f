import { expectPort, openLogFile, type RunningServer, startServer } from '@gongji/server';
import type { Installation } from './installation.ts';
import { print } from './output.ts';
import { secretKeysOf } from './secret-keys.ts';
import { readSecuritySettings } from './security-settings.ts';
import { UsageError } from './usage-error.ts';

const DEFAULT_PORT = 8070;

/** Starts the server on PORT (default 8070) over an open installation; its log goes to `<data>/gongji.log`. */
export async function serveInstallation({ connectionString, dataDir }: Installation): Promise<RunningServer> {
  const workbenchDir = await buildWorkbench();
  return startServer({
    connectionString,
    port: portFromEnvironment(),
    logger: openLogFile(dataDir),
    workbenchDir,
    dataDir,
    security: readSecuritySettings(dataDir),
    secretKeys: secretKeysOf(dataDir),
  });
}

/** Throws when PORT is no port or taken: before data is loaded for a minute that then cannot be served. */
export async function expectPortOfEnvironment(): Promise<void> {
  await expectPort(portFromEnvironment());
}

/** The workbench is built from its sources at the first start; when that fails the server does without it. */
async function buildWorkbench(): Promise<string | undefined> {
  try {
    const { ensureWebBuilt } = await import('@gongji/web/build');
    const { folder } = await ensureWebBuilt(() => print('正在构建界面… Building the workbench …'));
    return folder;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    process.stderr.write(
      `! 界面未能构建，仅提供首页 the workbench was not built, only the first page is served: ${reason}\n`,
    );
    return undefined;
  }
}

function portFromEnvironment(): number {
  const text = process.env.PORT ?? '';
  if (text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`PORT=${text} is not a port: a number from 0 to 65535 端口应为 0 到 65535 的整数`);
}

/** Resolves when the user or the system asks us to end (Ctrl-C, kill); a second Ctrl-C ends at once. */
export function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        process.once('SIGINT', () => process.exit(130));
        resolve();
      });
    }
  });
}
