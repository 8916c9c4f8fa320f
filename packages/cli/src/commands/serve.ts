import { Command } from 'commander';
import { tellFirstAdministrators } from '../first-administrators.ts';
import { done, openInstallation, tellingSetupErrors } from '../installation.ts';
import { expectPortOfEnvironment, serveInstallation, untilAskedToStop } from '../serving.ts';

/** `gongji serve`: the server on its data, until it is asked to stop. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Start the server; GONGJI_DATA, DATABASE_URL and PORT say where 启动服务')
    .action(tellingSetupErrors(serve));
}

async function serve(): Promise<void> {
  await expectPortOfEnvironment();
  const installation = await openInstallation('refuse');
  try {
    await tellFirstAdministrators(installation);
    const asked = untilAskedToStop();
    const server = await serveInstallation(installation);
    done(`服务 server: ${server.url}（Ctrl-C 停止 stops）`);
    await asked;
    await server.stop();
  } finally {
    await installation.close();
  }
}
