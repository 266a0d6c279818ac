import { describe, expect, test } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import { alternativeNames, createAuthority } from "./certificates.ts";
import { certificateIn } from "./gateway-certificate.ts";

const secret = (name: string, chain: string) => ({
  name,
  secret: { tlsCertificate: { certificateChain: { inlineBytes: Buffer.from(chain).toString("base64") } } },
});

describe("the certificate in istioctl's JSON", () => {
  test("is the leaf of the chain of the secret called default", async () => {
    const ca = await createAuthority("CN=mesh");
    const { certificate } = await ca.issue("CN=leaf", ["leaf.example"], "01");
    const active = [secret("ROOTCA", ca.certificate), secret("default", `${certificate}\n${ca.certificate}\n`)];
    const leaf = certificateIn(JSON.stringify({ dynamicActiveSecrets: active }));
    expect(leaf).toBe(certificate.trim());
    expect(alternativeNames(leaf)).toEqual({ critical: false, names: ["DNS:leaf.example"] });
  });

  test.each([{}, { dynamicActiveSecrets: [{ name: "ROOTCA" }] }])("that isn't there is our failure: %j", (dump) => {
    expect(() => certificateIn(JSON.stringify(dump))).toThrow(HarnessError);
  });
});

test("names of the mesh: one URI, critical", () => {
  // Like a workload certificate of istiod's: its subject is empty, so that its one name must be critical.
  expect(alternativeNames(workloadCertificate)).toEqual({
    critical: true,
    names: ["URI:spiffe://cluster.local/ns/default/sa/cnn-egress-gateway-istio"],
  });
});

test("a certificate without names has none", async () => {
  const { certificate } = await createAuthority("CN=mesh");
  expect(alternativeNames(certificate)).toEqual({ critical: false, names: [] });
});

const workloadCertificate = `-----BEGIN CERTIFICATE-----
MIIBcjCCARigAwIBAgIUT3MVPNDcSJSC7UfHh9CpMFoaUWowCgYIKoZIzj0EAwIw
ADAgFw0yNjExMjAxMjExMTZaGA8yMTI2MTAyNzEyMTExNlowADBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABInQMG23wudBRdeUDOif+aPzhlUyfJyDVIehFBatGyny
18nSAFq1rRdUjKvcqoswQr3a4o1Mmc1cuujQYHTlw8qjbjBsMEsGA1UdEQEB/wRB
MD+GPXNwaWZmZTovL2NsdXN0ZXIubG9jYWwvbnMvZGVmYXVsdC9zYS9jbm4tZWdy
ZXNzLWdhdGV3YXktaXN0aW8wHQYDVR0OBBYEFKDEqEOlMnRgn013on0iLdad0QPZ
MAoGCCqGSM49BAMCA0gAMEUCIGQ4IGQfTi1sEKdTfldmKUSt1MK5CfDLoj0jzkDb
P84QAiEA9IMWZITqf8PkrCOa9LWVzsD9EpvLTF7hJJ+8/TH1i3w=
-----END CERTIFICATE-----`;
