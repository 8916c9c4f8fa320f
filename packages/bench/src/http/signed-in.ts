import { DEMO_PASSWORD } from '@gongji/server/identity';

/** Calls an operation as the page of whoever signed in does; throws when it is refused. */
export type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>;

export async function signedIn(url: string, role: string): Promise<Ask> {
  let cookie = '';
  const ask: Ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const isFile = body instanceof Uint8Array;
    const answer = await fetch(url + path, {
      method,
      headers: {
        'x-requested-by': 'gongji',
        cookie,
        ...(body === undefined
          ? {}
          : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  await ask('POST', '/api/session', { account: `demo.${role}`, password: DEMO_PASSWORD });
  return ask;
}
