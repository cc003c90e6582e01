/**
 * A mistake of whoever typed the command, or input that cannot be read at all.
 * The message is one sentence naming the argument, or the file and the place;
 * it never holds a patient's data. Ends the command with exit code 2.
 */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
