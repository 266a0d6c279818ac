import type { RunDependencies } from "../run/dependencies.ts";
import { ProgressPosts } from "./progress.ts";

/**
 * Lets Sonobuoy follow a run.
 * @param port that its sidecar listens on
 */
export function postProgress(port: number): (dependencies: RunDependencies) => RunDependencies {
  const posts = new ProgressPosts(port);
  return (dependencies) => ({
    ...dependencies,
    runPages: async (pages, emit, turn) => {
      posts.begin(pages.reduce((sum, { testIds }) => sum + testIds.length, 0));
      const both: typeof emit = (event) => {
        posts.take(event);
        emit(event);
      };
      const ran = await dependencies.runPages(pages, both, turn);
      await posts.flush();
      return ran;
    },
  });
}
