import { connect, type Socket } from 'node:net';

/** One kept-alive HTTP connection that carries one message at a time, as a hospital's front-end machine holds it. */
export interface KeepAliveLine {
  /** Posts a JSON body and gives the body of the reply. Rejects when the connection breaks. */
  post(body: string): Promise<string>;
  close(): void;
}

const HEAD_END = '\r\n\r\n';

interface Waiting {
  readonly resolve: (body: string) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens a line to `url` + `path`. It speaks just enough HTTP/1.1 over a socket: the load generator shares the machine with
 * what it measures, and `node:http` takes several times the processor time of this.
 */
export async function openLine(url: string, path: string): Promise<KeepAliveLine> {
  const { hostname, port, host } = new URL(url);
  const socket = await connected(Number(port), hostname);
  let waiting: Waiting | undefined;
  let chunks: Buffer[] = [];
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = undefined;
  };
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    const body = completeBody(chunks);
    if (body === undefined) return;
    chunks = [];
    const { resolve } = waiting ?? {};
    waiting = undefined;
    resolve?.(body);
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: `;
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the connection is closed'));
        waiting = { resolve, reject };
        socket.write(head + Buffer.byteLength(body) + HEAD_END + body);
      }),
    close: () => socket.destroy(),
  };
}

function connected(port: number, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** The body once all of it is there. Every reply of the interface carries its length. */
function completeBody(chunks: readonly Buffer[]): string | undefined {
  const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  const headEnd = all.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const length = /content-length: *(\d+)/i.exec(all.toString('latin1', 0, headEnd))?.[1];
  if (length === undefined) throw new Error('a reply without content-length');
  const from = headEnd + HEAD_END.length;
  return all.length < from + Number(length) ? undefined : all.toString('utf8', from, from + Number(length));
}
