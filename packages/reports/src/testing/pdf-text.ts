import { extractText, getDocumentProxy } from 'unpdf';

/** Text of each page as PDF readers see it, without white space: where a cell breaks its lines does not matter. */
export async function pdfPages(bytes: Uint8Array): Promise<readonly string[]> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(pdf, { mergePages: false });
  return text.map((page) => page.replaceAll(/\s+/g, ''));
}

/** The whole text, without white space. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  return (await pdfPages(bytes)).join('');
}
