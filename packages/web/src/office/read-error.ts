/** One reason of a refused message. */
export interface ErrorReason {
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
}

const REMEDY = /；处理：|; remedy: /;
/** `[code] field=value: ` before the text of a reason; with several reasons a number stands before it. */
const REASON = /(?:^|[。.]\s?)(?:\d+\) )?\[[\w.-]+\] (?:([\w.[\]-]+(?:=[^:]*)?): )?/g;

/** err_msg of one language as its reasons (docs/interface.md): what, where, and what to do. */
export function readError(text: string): readonly ErrorReason[] {
  const starts = [...text.matchAll(REASON)];
  if (starts.length === 0) {
    const [message = '', remedy = ''] = text.split(REMEDY);
    return message === '' ? [] : [{ field: '', message: bare(message), remedy: bare(remedy) }];
  }
  return starts.map((start, i) => {
    const from = start.index + start[0].length;
    const [message = '', remedy = ''] = text.slice(from, starts[i + 1]?.index).split(REMEDY);
    return { field: start[1] ?? '', message: bare(message), remedy: bare(remedy) };
  });
}

function bare(text: string): string {
  return text.trim().replace(/[。.]$/, '');
}
