import type { TypedPage } from "#helpers/catalogue/errata";
import { inBoth, notRun } from "./typed-in-both.ts";

const page = "ingress-sidecar-tls-termination";
/** openssl writes the first, kubectl cp and rm look for the second. */
const [wrongKey, key] = ["client.test.svc.cluster.local.local.key", "client.test.svc.cluster.local.key"];

export const typed: TypedPage = {
  notRun: notRun(page),
  errata: {
    ...inBoth(page, "curl"),
    "client-key-name": {
      by: "typing",
      at: [
        {
          block: `${page}/generate-certificates/1`,
          ask: "ls client.*",
          prints: [/^client\.test\.svc\.cluster\.local\.local\.key$/m],
        },
        {
          block: `${page}/external-8443/1`,
          prints: [/client\.test\.svc\.cluster\.local\.key.*(no such file|doesn't exist)/i],
          mend: (block) => block.replace(/^(.* )client\S+\.key( \S+:\/tmp\/)$/m, `$1${wrongKey}$2${key}`),
        },
        {
          block: `${page}/cleanup/2`,
          prints: [/cannot remove 'client\.test\.svc\.cluster\.local\.key': No such file/],
          mend: { type: [`rm ${wrongKey}`] },
        },
      ],
    },
    "listing-order": {
      by: "typing",
      at: ["verification/3", "verification/4"].map((name) => ({
        block: `${page}/${name}`,
        prints: [/^curl[\s\S]*^httpbin/m],
        mend: (block: string) => block.replace(/^(httpbin.*)\n(curl.*)$/m, "$2\n$1"),
      })),
    },
  },
};
