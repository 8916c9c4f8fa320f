#!/usr/bin/env node
// Runs the command line on a Node that runs TypeScript as it is (22.18 or newer): the host's when it is new enough,
// else the one pinned in node_modules. Plain old JavaScript, because any Node must be able to start it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

function runsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

function pinnedNode() {
  const folders = [];
  for (let folder = dirname(main); folder !== dirname(folder); folder = dirname(folder)) folders.push(folder);
  const places = ['node_modules/node/bin/node', 'node_modules/.bin/node'];
  return folders
    .flatMap((folder) => places.map((place) => join(folder, place)))
    .find((path) => existsSync(path));
}

if (runsTypeScript(process.versions.node)) {
  await import(main);
} else {
  const node = pinnedNode();
  if (node === undefined) {
    process.stderr.write(
      `gongji needs Node 22.18 or newer; this is ${process.versions.node}. Run "npm ci" in the project folder: it brings the right one.\n` +
        `共济需要 Node 22.18 以上，当前为 ${process.versions.node}。请在项目目录运行 npm ci，会一并安装合适的版本。\n`,
    );
    process.exit(2);
  }
  const child = spawn(node, ['--max-semi-space-size=64', main, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`gongji cannot start ${node}: ${error.message}\n`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => {
    if (signal !== null) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}
