import { startServer } from '@gongji/server';

/** A server to be killed: serves the database given as argument, prints its address, and runs until it dies. */
const server = await startServer({ connectionString: process.argv[2] ?? '', port: 0 });
process.stdout.write(`${server.url}\n`);
