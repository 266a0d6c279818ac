import type { Folder } from "../certificates.ts";
import { withFiles } from "../steps.ts";
import type { Break } from "./index.ts";

/* Ways to break the page's files. */

/** One of the files is not there. */
export function fileMissing(file: string): Break {
  return {
    name: `the file ${file} is missing`,
    break: async (state) => {
      await withFiles(state);
      await state.terminal.must(`mv ${file} aside`);
    },
    restore: ({ terminal }) => terminal.must(`mv aside ${file}`),
  };
}

/** httpbin's certificate in one folder is that of the other, which another root signed. */
export function ofTheOtherSet(folder: Folder, other: Folder): Break {
  const file = "httpbin.example.com.crt";
  return {
    name: `${folder}/${file} is that of ${other}`,
    break: async (state) => {
      await withFiles(state);
      await state.terminal.must(`mv ${folder}/${file} aside && cp ${other}/${file} ${folder}/${file}`);
    },
    restore: ({ terminal }) => terminal.must(`mv aside ${folder}/${file}`),
  };
}
