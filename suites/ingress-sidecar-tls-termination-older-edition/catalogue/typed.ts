import type { TypedPage } from "#helpers/catalogue/errata";
import { inBoth, notRun } from "../../ingress-sidecar-tls-termination/catalogue/typed-in-both.ts";

const page = "ingress-sidecar-tls-termination-older-edition";

export const typed: TypedPage = {
  notRun: notRun(page),
  errata: {
    ...inBoth(page, "sleep"),
    "indented-heredoc-end": {
      by: "typing",
      at: ["deploy-httpbin/2", "configure-httpbin/1"].map((name) => ({
        block: `${page}/${name}`,
        prints: [/here-document .*delimited by end-of-file \(wanted [`']EOF'\)/],
        mend: (block: string) => block.replace(/^ +EOF$/m, "EOF"),
      })),
    },
    "mis-indented-selector": {
      by: "typing",
      at: [
        {
          block: `${page}/deploy-httpbin/2`,
          prints: [/unknown field "spec\.ports\[1\]\.app"/],
          mend: (block) => block.replace(/^ +selector:\n +app: httpbin\n---/m, "  selector:\n    app: httpbin\n---"),
        },
      ],
    },
    "older-sample": { by: "copy", has: /samples\/sleep\/sleep\.yaml/ },
  },
};
