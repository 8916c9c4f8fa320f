import type { FastifyRequest } from 'fastify';

/** Reads multipart/form-data: the envelope from text part `jsonStr`, the file from the first file part. */
export async function readMultipart(request: FastifyRequest): Promise<{ text: string; file?: Uint8Array }> {
  let text = '';
  let file: Uint8Array | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'file') file = await part.toBuffer();
    else if (part.fieldname === 'jsonStr' || text === '') text = String(part.value);
  }
  return file === undefined ? { text } : { text, file };
}
