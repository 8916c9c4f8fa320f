import { create } from 'qrcode';

const QUIET = 4;

/** A text as QR code, drawn as one path. Always dark on white: readers of codes expect it, whatever the theme. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const dark = Array.from(data, (module, i) =>
    module === 1 ? `M${QUIET + (i % size)} ${QUIET + Math.floor(i / size)}h1v1h-1z` : '',
  );
  const side = size + 2 * QUIET;
  return (
    <svg className="qr-code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
