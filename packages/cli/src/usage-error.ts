/** The command cannot be run as it was asked: a file that is not there, a name that does not exist. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
