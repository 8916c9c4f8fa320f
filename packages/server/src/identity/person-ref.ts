/**
 * Address of a person in the pages: `~` and our own id. It stands where a person number may stand, so that neither lists
 * nor addresses have to carry the number itself.
 */
export function personRef(personId: string): string {
  return `~${personId}`;
}
