import path from "node:path";

/** Where the suites and their vitest configuration are: this project, or a unit test's stand-in for it. */
export interface Project {
  /** Folder of vitest.config.ts. */
  root: string;
  /** Absolute path of the reports. */
  reports: string;
}

/** The path as a person would type it, from the project's folder. */
export function shown(project: Project, file: string): string {
  const relative = path.relative(project.root, file);
  return relative.startsWith("..") || path.isAbsolute(relative) ? file : relative || ".";
}
