import { HarnessError, messageOf } from "#helpers/system/errors";

/** What is to be removed when a page is through, and when it is interrupted: whoever makes a thing adds it at once. */
export class Removals {
  private readonly pending: { what: string; remove: () => Promise<unknown> }[] = [];

  add(what: string, remove: () => Promise<unknown>): void {
    this.pending.push({ what, remove });
  }

  /**
   * Removes all, side by side and each whatever the others do: after Ctrl-C there is time to ask the cluster for it, not to
   * wait for one after the other.
   * @throws HarnessError that names everything which could not be removed
   */
  async run(): Promise<void> {
    const failed: string[] = [];
    const removing = this.pending.splice(0).map(async ({ what, remove }) => {
      await remove().catch((error: unknown) => void failed.push(`${what}: ${messageOf(error)}`));
    });
    await Promise.all(removing);
    if (failed.length === 0) return;
    throw new HarnessError("something that a page made could not be removed", {
      why: failed.join("\n       "),
      hint: "`npm test` removes it before it begins; `npm run down` removes the cluster",
    });
  }
}
