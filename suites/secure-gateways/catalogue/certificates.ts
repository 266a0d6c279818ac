import type { CatalogueSection } from "#helpers/catalogue/index";

export const certificates: CatalogueSection = {
  slug: "certificates",
  title: "Generate client and server certificates and keys",
  anchor: "generate-client-and-server-certificates-and-keys",
  blocks: [
    {
      id: "secure-gateways/certificates/root",
      lines: [49, 50],
      sha256: "40520cf176156c019128f67e6db1f1dc9d928bb5f586effcf7d8298525eb0272",
      kind: "command",
      claim: null,
      checks: ["secure-gateways/certificates/files-as-listed", "secure-gateways/certificates/signed-by-their-roots"],
      byHand: [
        "mkdir example_certs1",
        "openssl req -x509 -sha256 -nodes -days 365 -newkey rsa:2048 -subj '/O=example Inc./CN=example.com' -keyout example_certs1/example.com.key -out example_certs1/example.com.crt",
      ],
    },
    {
      id: "secure-gateways/certificates/httpbin",
      lines: [56, 57],
      sha256: "221b616c51c6ee3505966c136a4ced8471295ef2d8553571b3323fb37630e275",
      kind: "command",
      claim: null,
      checks: ["secure-gateways/certificates/files-as-listed", "secure-gateways/certificates/signed-by-their-roots"],
      byHand: [
        'openssl req -out example_certs1/httpbin.example.com.csr -newkey rsa:2048 -nodes -keyout example_certs1/httpbin.example.com.key -subj "/CN=httpbin.example.com/O=httpbin organization"',
        "openssl x509 -req -sha256 -days 365 -CA example_certs1/example.com.crt -CAkey example_certs1/example.com.key -set_serial 0 -in example_certs1/httpbin.example.com.csr -out example_certs1/httpbin.example.com.crt",
      ],
    },
    {
      id: "secure-gateways/certificates/second-set",
      lines: [63, 66],
      sha256: "f290bbe3b270d9a24beedb23ff1630061fe6fd8db41ed0a697db524f22dd9c65",
      kind: "command",
      claim: "A second set is made, with names like those of the first.",
      checks: [
        "secure-gateways/certificates/files-as-listed",
        "secure-gateways/certificates/signed-by-their-roots",
        "secure-gateways/single-host/new-chain-istio-apis",
        "secure-gateways/single-host/new-chain-gateway-api",
        "secure-gateways/single-host/old-chain-refused-istio-apis",
        "secure-gateways/single-host/old-chain-refused-gateway-api",
      ],
      byHand: [
        "mkdir example_certs2",
        "openssl req -x509 -sha256 -nodes -days 365 -newkey rsa:2048 -subj '/O=example Inc./CN=example.com' -keyout example_certs2/example.com.key -out example_certs2/example.com.crt",
        'openssl req -out example_certs2/httpbin.example.com.csr -newkey rsa:2048 -nodes -keyout example_certs2/httpbin.example.com.key -subj "/CN=httpbin.example.com/O=httpbin organization"',
        "openssl x509 -req -sha256 -days 365 -CA example_certs2/example.com.crt -CAkey example_certs2/example.com.key -set_serial 0 -in example_certs2/httpbin.example.com.csr -out example_certs2/httpbin.example.com.crt",
      ],
    },
    {
      id: "secure-gateways/certificates/helloworld",
      lines: [72, 73],
      sha256: "3c315c7c80495063afff68bb5b7d01bdbcd860602fb9c4825c0942f3767532fe",
      kind: "command",
      claim: null,
      checks: [
        "secure-gateways/certificates/files-as-listed",
        "secure-gateways/certificates/signed-by-their-roots",
        "secure-gateways/multiple-hosts/helloworld-istio-apis",
        "secure-gateways/multiple-hosts/helloworld-gateway-api",
      ],
      byHand: [
        'openssl req -out example_certs1/helloworld.example.com.csr -newkey rsa:2048 -nodes -keyout example_certs1/helloworld.example.com.key -subj "/CN=helloworld.example.com/O=helloworld organization"',
        "openssl x509 -req -sha256 -days 365 -CA example_certs1/example.com.crt -CAkey example_certs1/example.com.key -set_serial 1 -in example_certs1/helloworld.example.com.csr -out example_certs1/helloworld.example.com.crt",
      ],
    },
    {
      id: "secure-gateways/certificates/client",
      lines: [79, 80],
      sha256: "974f09f1711294b33b407a4c3427f796c4f3b40650f01a98a9704abff79f48fa",
      kind: "command",
      claim: null,
      checks: [
        "secure-gateways/certificates/files-as-listed",
        "secure-gateways/certificates/signed-by-their-roots",
        "secure-gateways/mutual-tls/teapot-with-certificate-istio-apis",
        "secure-gateways/mutual-tls/teapot-with-certificate-gateway-api",
      ],
      byHand: [
        'openssl req -out example_certs1/client.example.com.csr -newkey rsa:2048 -nodes -keyout example_certs1/client.example.com.key -subj "/CN=client.example.com/O=client organization"',
        "openssl x509 -req -sha256 -days 365 -CA example_certs1/example.com.crt -CAkey example_certs1/example.com.key -set_serial 1 -in example_certs1/client.example.com.csr -out example_certs1/client.example.com.crt",
      ],
    },
    {
      id: "secure-gateways/certificates/listing",
      lines: [87, 96],
      sha256: "78f21d7771092bfd31b906e0290ccc03aace59f066f5cbe8431293d7323b8ff1",
      kind: "output",
      claim: "The two folders hold eleven files and five.",
      prints: "11 names in example_certs1, 5 in example_certs2",
      checks: ["secure-gateways/certificates/files-as-listed"],
      variant: "ls prints a name on a line where its output is no terminal: the names are compared.",
      byHand: ["ls example_cert*"],
    },
  ],
};
