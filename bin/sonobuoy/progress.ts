import { request } from "node:http";
import type { PageEvent } from "#reporting/events";

/** Longest that Sonobuoy's sidecar may take for a post. Milliseconds. */
const timeLimit = 2_000;

/**
 * Tells Sonobuoy's sidecar in the pod how far the run is, one post after the other and always as it is then: of several
 * under way an older one could arrive last. One that is lost costs nothing but its line in `sonobuoy status`.
 * @see https://sonobuoy.io/docs/main/plugins/ and its module pkg/plugin, ProgressUpdate
 */
export class ProgressPosts {
  private completed = 0;
  private total = 0;
  private readonly failures: string[] = [];
  private waiting: string | undefined;
  private sending: Promise<void> | undefined;

  /** @param port of the sidecar, SONOBUOY_PROGRESS_PORT */
  constructor(private readonly port: number) {}

  /** @param total how many checks there are */
  begin(total: number): void {
    this.total = total;
    this.tell("begun");
  }

  take(event: PageEvent): void {
    if (event.kind !== "decided") return;
    const { id, verdict } = event.record;
    this.completed += 1;
    if (verdict === "nonconformant" || verdict === "flaky") this.failures.push(id);
    this.tell(`${verdict}: ${id}`);
  }

  /** Waits until what was told last has been posted. */
  async flush(): Promise<void> {
    while (this.sending) await this.sending;
  }

  private tell(msg: string): void {
    const { completed, total, failures } = this;
    this.waiting = JSON.stringify({ msg, completed, total, failures });
    this.sending ??= this.sendAll();
  }

  private async sendAll(): Promise<void> {
    for (let body = this.waiting; body !== undefined; body = this.waiting) {
      this.waiting = undefined;
      await post(this.port, body);
    }
    this.sending = undefined;
  }
}

function post(port: number, body: string): Promise<void> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const options = { host: "localhost", port, path: "/progress", method: "POST", headers, timeout: timeLimit };
    const asked = request(options, (response) => response.resume());
    asked.on("timeout", () => asked.destroy());
    // Whatever became of it: the run does not depend on it.
    asked.on("error", () => resolve());
    asked.on("close", () => resolve());
    asked.end(body);
  });
}
