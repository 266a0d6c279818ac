import { describe } from "vitest";
import { expectPrinted } from "#fixtures";
import { fileMissing, ofTheOtherSet } from "../mutants/certificates.ts";
import { documented } from "../page.ts";
import { withFiles } from "../steps.ts";

const names = ["root", "httpbin", "second-set", "helloworld", "client"].map((name) => `certificates/${name}`);

/** As the page lists them, a name on a line. */
const listing = `example_certs1:
client.example.com.crt
client.example.com.csr
client.example.com.key
example.com.crt
example.com.key
helloworld.example.com.crt
helloworld.example.com.csr
helloworld.example.com.key
httpbin.example.com.crt
httpbin.example.com.csr
httpbin.example.com.key

example_certs2:
example.com.crt
example.com.key
httpbin.example.com.crt
httpbin.example.com.csr
httpbin.example.com.key`;

/** The listed files, each with its folder: most names are in both. */
function filesIn(listed: string): string {
  return listed
    .trim()
    .split(/\n{2,}/)
    .flatMap((part) => {
      const [folder = "", ...files] = part.split("\n");
      return files.map((file) => `${folder.replace(/:$/, "")}/${file}`);
    })
    .join("\n");
}

describe("Generate client and server certificates and keys", () => {
  documented(
    {
      id: "certificates/files-as-listed",
      claim: "the page's commands make the files that it lists, and no other",
      blocks: [...names, "certificates/listing"],
      prints: listing,
      breaks: [
        {
          ...fileMissing("example_certs1/client.example.com.csr"),
          failsWith: /not seen “example_certs1\/client\.example\.com\.csr”/,
        },
        {
          ...fileMissing("example_certs2/httpbin.example.com.key"),
          failsWith: /not seen “example_certs2\/httpbin\.example\.com\.key”/,
        },
      ],
    },
    async (state) => {
      await withFiles(state);
      const { text } = await state.terminal.run("ls example_cert*");
      expectPrinted(filesIn(text), filesIn(listing));
    },
  );

  documented(
    {
      id: "certificates/signed-by-their-roots",
      claim: "the certificates of each folder are signed by the root in it, and by that of the other folder none is",
      blocks: names,
      prints: "-CA example_certs1/example.com.crt; -CA example_certs2/example.com.crt",
      breaks: [
        {
          ...ofTheOtherSet("example_certs1", "example_certs2"),
          failsWith: /httpbin\.example\.com\.crt: verification failed/,
        },
        {
          ...ofTheOtherSet("example_certs2", "example_certs1"),
          failsWith: /httpbin\.example\.com\.crt: verification failed/,
        },
      ],
    },
    async (state) => {
      await withFiles(state);
      const first = ["httpbin", "helloworld", "client"].map((name) => `example_certs1/${name}.example.com.crt`);
      const second = "example_certs2/httpbin.example.com.crt";
      const verified = async (root: string, files: string) => {
        const { stdout, stderr } = await state.terminal.run(`openssl verify -CAfile ${root}/example.com.crt ${files}`);
        return `${stdout}${stderr}`
          .split("\n")
          .filter((line) => / OK$|verification failed$/.test(line))
          .map((line) => line.replace(/^error (\S+?):? verification failed$/, "$1: verification failed"));
      };
      const seen = [
        ...(await verified("example_certs1", first.join(" "))),
        ...(await verified("example_certs2", second)),
        ...(await verified("example_certs2", first[0]!)),
      ];
      expectPrinted(
        seen.join("\n"),
        `${first.map((file) => `${file}: OK`).join("\n")}\n${second}: OK\n${first[0]}: verification failed`,
      );
    },
  );
});
