/** Version of the product; the same as in package.json (held by tests/tidy.test.ts). */
export const VERSION = '0.1.0';
