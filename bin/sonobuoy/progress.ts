import { request } from "node:http";
import type { PageEvent } from "#reporting/events";

/** Longest that Sonobuoy's sidecar may take for a post. Milliseconds. */
const timeLimit = 2_000;

/**
 * Tells Sonobuoy's sidecar in the pod how far the run is: a post for each check that is decided. One that is lost costs
 * nothing but its line in `sonobuoy status`.
 * @see https://sonobuoy.io/docs/main/plugins/ and its module pkg/plugin, ProgressUpdate
 */
export class ProgressPosts {
  private completed = 0;
  private readonly failures: string[] = [];

  /** @param total how many checks there are; @param port of the sidecar, SONOBUOY_PROGRESS_PORT */
  constructor(
    private readonly port: number,
    private total = 0,
  ) {}

  begin(total: number): void {
    this.total = total;
    this.post("begun");
  }

  take(event: PageEvent): void {
    if (event.kind !== "decided") return;
    const { id, verdict } = event.record;
    this.completed += 1;
    if (verdict === "nonconformant" || verdict === "flaky") this.failures.push(id);
    this.post(`${verdict}: ${id}`);
  }

  private post(msg: string): void {
    const { completed, total, failures } = this;
    const body = JSON.stringify({ msg, completed, total, failures });
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const options = {
      host: "localhost",
      port: this.port,
      path: "/progress",
      method: "POST",
      headers,
      timeout: timeLimit,
    };
    const asked = request(options, (response) => response.resume());
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => undefined);
    asked.end(body);
  }
}
