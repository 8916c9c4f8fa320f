import { ROLES } from '@gongji/contract';
import { createPool, errorCode } from '@gongji/store';
import { listApiClients, newApiToken, putApiClient, revokeApiClient } from '@gongji/store/rest';
import { Command, Option } from 'commander';
import { done, openInstallation, tellingSetupErrors } from '../installation.ts';
import { print } from '../output.ts';
import { UsageError } from '../usage-error.ts';

interface AddOptions {
  readonly name: string;
  readonly region: string;
  readonly institution?: string;
  readonly role: string;
}

/** SQLSTATE of a row that points at nothing. */
const FOREIGN_KEY = '23503';

/** `gongji client …`: who may use the REST interface. Works beside a running server. */
export function clientCommand(): Command {
  return new Command('client')
    .description('Give and take tokens of the REST interface 接口客户端')
    .addCommand(addCommand())
    .addCommand(
      new Command('revoke')
        .description('Close a client at once 停用')
        .argument('<id>')
        .action((id: string) => tellingSetupErrors(() => revoke(id))()),
    )
    .addCommand(new Command('list').description('List clients 列出').action(tellingSetupErrors(list)));
}

function addCommand(): Command {
  return new Command('add')
    .description('Add a client, or give it a new token; the token is shown once 新增或换发令牌')
    .argument('<id>', 'short name of the client')
    .requiredOption('--name <text>', 'whose program it is 名称')
    .requiredOption('--region <code>', 'pooling region it sees 统筹区')
    .option('--institution <code>', 'only the bills of this institution 仅本机构')
    .addOption(
      new Option('--role <role>', 'what it may do 角色').choices(Object.keys(ROLES)).makeOptionMandatory(),
    )
    .action((id: string, options: AddOptions) => tellingSetupErrors(() => add(id, options))());
}

async function add(clientId: string, { name, region, institution, role }: AddOptions): Promise<void> {
  const token = newApiToken();
  const client = { clientId, name, token, regionCode: region, institutionCode: institution ?? null, role };
  await onDatabase((db) => putApiClient(db, client)).catch(unknownPlace);
  done(`${clientId}: 令牌只显示这一次 the token is shown this once`);
  print(token);
}

function unknownPlace(error: unknown): never {
  if (errorCode(error) !== FOREIGN_KEY) throw error;
  throw new UsageError('there is no such region or institution 没有该统筹区或机构');
}

async function revoke(clientId: string): Promise<void> {
  const found = await onDatabase((db) => revokeApiClient(db, clientId));
  if (!found) throw new UsageError(`there is no live client ${clientId} 没有该客户端`);
  done(`${clientId}: 已停用 revoked`);
}

async function list(): Promise<void> {
  const clients = await onDatabase((db) => listApiClients(db));
  for (const c of clients) {
    const within = c.institutionCode ?? c.unitId;
    const scope = within === null ? c.regionCode : `${c.regionCode}/${within}`;
    print(`${c.clientId}  ${scope}  ${c.role}  ${c.name}`);
  }
}

async function onDatabase<T>(work: (db: ReturnType<typeof createPool>) => Promise<T>): Promise<T> {
  const installation = await openInstallation('join');
  const db = createPool({ connectionString: installation.connectionString, max: 1 });
  try {
    return await work(db);
  } finally {
    await db.end();
    await installation.close();
  }
}
