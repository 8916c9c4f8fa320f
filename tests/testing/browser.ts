import { expect } from 'vitest';

export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** What a browser does on a page of ours: keeps the session cookie and sends the header of our pages. */
export class Browser {
  readonly #url: string;
  #cookie = '';

  constructor(url: string) {
    this.#url = url;
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const answer = await fetch(this.#url + path, {
      method,
      headers: {
        'x-requested-by': 'gongji',
        ...(this.#cookie === '' ? {} : { cookie: this.#cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const [set] = answer.headers.getSetCookie();
    if (set !== undefined) this.#cookie = set.split(';')[0] ?? '';
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, body: json ? JSON.parse(text) : text, headers: answer.headers };
  }

  /** A file. */
  async bytes(path: string): Promise<{ readonly status: number; readonly bytes: Uint8Array }> {
    const headers = { 'x-requested-by': 'gongji', ...(this.#cookie === '' ? {} : { cookie: this.#cookie }) };
    const answer = await fetch(this.#url + path, { headers });
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  }

  /** Sends a file as it is. */
  async send(path: string, file: Uint8Array | string): Promise<Answered> {
    const answer = await fetch(this.#url + path, {
      method: 'POST',
      headers: {
        'x-requested-by': 'gongji',
        cookie: this.#cookie,
        'content-type': 'application/octet-stream',
      },
      body: typeof file === 'string' ? file : new Uint8Array(file),
    });
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, body: json ? JSON.parse(text) : text, headers: answer.headers };
  }

  /** The bytes of a file that is handed out. */
  async file(path: string): Promise<Uint8Array> {
    const answer = await fetch(this.#url + path, {
      headers: { 'x-requested-by': 'gongji', cookie: this.#cookie },
    });
    expect(answer.status, path).toBe(200);
    return new Uint8Array(await answer.arrayBuffer());
  }

  /** The answer, after checking that it is what the description promises. */
  async ok<T>(
    schema: { parse(value: unknown): T },
    method: string,
    path: string,
    body?: unknown,
  ): Promise<T> {
    const answer = await this.ask(method, path, body);
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBe(200);
    return schema.parse(answer.body);
  }
}
