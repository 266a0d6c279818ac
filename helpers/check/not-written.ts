import { HarnessError } from "#helpers/system/errors";

/**
 * What a check of `npm run new-page` does until somebody writes it: it says so, and can neither hold nor fail.
 * @param block id of the catalogue block whose claim it is to decide
 */
export function notWritten(block: string): never {
  throw new HarnessError(`the check of block ${block} is not written yet`, {
    hint: `\`npm run explain -- ${block}\` shows what the page does there; docs/writing-a-check.md says how a check is written`,
  });
}
