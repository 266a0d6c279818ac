import { demandTarget } from "#helpers/probes/prepared";

/** For a plain `npx vitest`: one error where no target is up, and not one for each check. */
export default (): Promise<void> => plainly(demandTarget);

/** What `ask` throws, without all that vitest shows of an error beside its words: frames, fields and causes. */
export async function plainly(ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    const plain = new Error((error as Error).message);
    plain.stack = "";
    throw plain;
  }
}
