import type { Verification } from './verification.ts';
import { groupedCode, readCode } from './verification-code.ts';

/** The page that a QR code opens: both languages, no script, everything escaped. */
export function verifyPage(typed: string, { state, sentence, facts }: Verification): string {
  const code = readCode(typed);
  const rows = facts
    .map(
      ({ name, value }) =>
        `<tr><th scope="row">${escaped(name.zh)}<span lang="en">${escaped(name.en)}</span></th><td>${escaped(value)}</td></tr>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>单据核验 · Verification</title>
<link rel="stylesheet" href="/verify/page.css">
</head>
<body>
<main class="${state}">
<h1>单据核验 <span lang="en">Verification of a paper</span></h1>
<p class="code">${code === undefined ? '' : groupedCode(code)}</p>
<p class="sentence" role="status">${escaped(sentence.zh)}</p>
<p class="sentence" lang="en">${escaped(sentence.en)}</p>
${rows === '' ? '' : `<table>\n${rows}\n</table>`}
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
