import { SCHEMAS, type SchemaKind } from '@gongji/engine';
import { Argument, Command } from 'commander';
import { printJson } from '../output.ts';

/** `gongji policy schema [kind]`: JSON Schema for editors; docs/schema keeps a copy. */
export function schemaCommand(): Command {
  const kind = new Argument('[kind]', 'kind of file').choices(Object.keys(SCHEMAS)).default('policy');
  return new Command('schema')
    .description('Print the JSON Schema of policy, overlay or case files, for editors 编辑器用的格式定义')
    .addArgument(kind)
    .action((chosen: SchemaKind) => printJson(SCHEMAS[chosen]));
}
