import { type CommandLine, refused } from "../command-line.ts";
import { job } from "../commands/in-cluster.ts";
import { allowed } from "../run/args.ts";

/** What `npm run job` was asked for. */
export interface JobArguments {
  /** Arguments of `npm test` in the cluster. */
  args: string[];
  files: string[];
  ids: string[];
  shards: number;
  image: string | undefined;
  account: string | undefined;
  /** Seconds. */
  limit: number;
}

/** @throws HarnessError for a value that is none */
export function readJobArguments({ values, positionals: files }: CommandLine<(typeof job)["options"]>): JobArguments {
  const { id: ids, testNamePattern: pattern, allow, shards, image, account, limit } = values;
  allowed(allow);
  if (account !== undefined && !/^[a-z0-9-]+\/[a-z0-9.-]+$/.test(account))
    throw refused(job.name, `Expected --account to be <namespace>/<name>, got "${account}"`);
  const given = [...files, ...ids.flatMap((id) => ["--id", id]), ...(pattern === undefined ? [] : ["-t", pattern])];
  const number = (name: string, text: string, most: number) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
    throw refused(job.name, `Expected --${name} to be a number from 1 to ${most}, got "${text}"`);
  };
  return {
    args: given,
    files,
    ids,
    shards: number("shards", shards ?? "1", 99),
    image,
    account,
    limit: number("limit", limit ?? "60", 1440) * 60,
  };
}
