import type { CatalogueBlock } from "#helpers/catalogue/index";

/** Where the older edition has a block of the newer one, and its text's hash where the text is another. */
export const positions: Record<string, Pick<CatalogueBlock, "lines"> & Partial<Pick<CatalogueBlock, "sha256">>> = {
  "before-you-begin/1": { lines: [25, 25] },
  "before-you-begin/2": { lines: [31, 32] },
  "enable-global-mtls/1": {
    lines: [40, 48],
    sha256: "bb1938e6b236bbcd0919b989da7c5c09b69c5ac96b6694d09790568d918a10e8",
  },
  "disable-peer-auth/1": {
    lines: [57, 72],
    sha256: "c53b2d291db4ce596d2527d20b8ae750675ea8b83fdf4a6f802cf976a5acd51b",
  },
  "generate-certificates/1": {
    lines: [81, 88],
    sha256: "78220ab10236aabd221b8ba574390e94ce21272772899b508afe56938ee0ce52",
  },
  "create-secrets/1": { lines: [94, 95] },
  "deploy-httpbin/1": { lines: [105, 106] },
  "deploy-httpbin/2": { lines: [112, 163], sha256: "95aeab80f23a42838bed67e5a635518aa0c1f864346c8d74d3610779693be157" },
  "configure-httpbin/1": {
    lines: [172, 199],
    sha256: "26c6a908341f37b06161442b6c016a331c5f8ca95de1f019b3751a452ca641dd",
  },
  "verification/1": { lines: [210, 211], sha256: "489f0128ca0d8acb6c7edeff62e7d29238921f4932068c446b023b2623bbf77b" },
  "verification/2": { lines: [217, 219], sha256: "3b42d2ffbec6de60e2e49343543d410b518eb76df14b9be8be239059729216bd" },
  "verification/3": { lines: [223, 226], sha256: "c74c454e0b36175431a145854b68098fc9a0a5195112f8c1aeaae7d894bf6e71" },
  "verification/4": { lines: [230, 233], sha256: "a8d8154ab5262194cc53c9fa05b0bde6cc51315646e32713f683a24a17a1fff5" },
  "verification/5": { lines: [239, 244] },
  "internal-8080/1": { lines: [250, 259], sha256: "022ec3b7ca54b8ef7e40059cff2758df2402eb4e5905b7b086452561a405911d" },
  "external-8443/1": { lines: [268, 271], sha256: "a9006b29aaef658b23a2264136ca3d13b898c0b9e5721d545f57b5da21f246c1" },
  "external-8443/2": { lines: [277, 285], sha256: "ac16b6256034003599dba891c9714995d5fc2d50524afca9747b09700affb9cd" },
  "external-8443/3": { lines: [291, 293], sha256: "3cf1b29129e4dc109f7ace8cdfc22b5d70a46fbf5af4d3a01d25a797166ca33c" },
  "cleanup/1": { lines: [301, 306], sha256: "f315f0a2b1123f100deca1594d2f77c6699845d83be967566eb2370d80a24ead" },
  "cleanup/2": { lines: [312, 313] },
  "cleanup/3": { lines: [319, 319] },
};
