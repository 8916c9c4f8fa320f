import { writeFileSync } from 'node:fs';
import { machineFacts } from './machine.ts';
import { PARTS, type PartName } from './parts.ts';
import { markdownTable, plainTable, type Table } from './table.ts';

const USAGE = `npm run bench -- [adjudicate] [http] [replay] [contribution] [assess] [arrears] [import] [search] [lists] [--quick] [--clients 1,64] [--markdown <file>]
  no part named: all of them · --quick: fewer and shorter rounds · --clients: of the http part
  --markdown: also write the tables to a file`;

interface Options {
  readonly parts: readonly PartName[];
  readonly quick: boolean;
  readonly clients: readonly number[] | undefined;
  readonly markdown: string | undefined;
}

/** Undefined when the words are not understood. */
function readOptions(words: readonly string[]): Options | undefined {
  const names = Object.keys(PARTS) as PartName[];
  const parts: PartName[] = [];
  let quick = false;
  let clients: readonly number[] | undefined;
  let markdown: string | undefined;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    const part = names.find((name) => name === word);
    if (part !== undefined) parts.push(part);
    else if (word === '--quick') quick = true;
    else if (word === '--clients' && /^[1-9]\d*(,[1-9]\d*)*$/.test(words[i + 1] ?? '')) {
      i += 1;
      clients = words[i]?.split(',').map(Number);
    } else if (word === '--markdown' && words[i + 1] !== undefined) {
      i += 1;
      markdown = words[i];
    } else return undefined;
  }
  return { parts: parts.length === 0 ? names : parts, quick, clients, markdown };
}

async function main(options: Options): Promise<void> {
  const onProgress = (text: string) => process.stderr.write(`${text}\n`);
  process.stdout.write(`${machineFacts()}\n\n`);
  const tables: Table[] = [];
  for (const part of options.parts) {
    const table = await PARTS[part]({ ...options, onProgress });
    process.stdout.write(`${plainTable(table)}\n\n`);
    tables.push(table);
  }
  if (options.markdown !== undefined)
    writeFileSync(options.markdown, [machineFacts(), ...tables.map(markdownTable), ''].join('\n\n'));
}

const options = readOptions(process.argv.slice(2));
if (options === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else await main(options);
