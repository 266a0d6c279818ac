import { expect, test } from "vitest";
import { WorkloadImages } from "./workload-images.ts";

const status = (name: string, imageID = "sha256:1") => ({ name, image: `meshproof/${name}:1`, imageID });
const pod = (namespace: string, name: string, ...containerStatuses: object[]) => ({
  metadata: { namespace, name },
  status: { containerStatuses, initContainerStatuses: [status("istio-init")] },
});

test("each image of the documents' workloads once, whatever the pods are called, and none of the mesh's own", async () => {
  const answers = [
    [
      pod("foo", "curl-56ddfb95dc-rsrfn", status("curl"), status("istio-proxy")),
      pod("istio-system", "istiod", status("d")),
    ],
    new Error("the API server is busy"),
    [
      pod("foo", "curl-56ddfb95dc-aaaaa", status("curl"), status("istio-proxy", "")),
      pod("bar", "stray", status("curl", "sha256:2")),
    ],
  ];
  const images = new WorkloadImages({
    get: <T>() => {
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ items: answer } as T);
    },
  });
  for (let look = 0; look < 3; look += 1) await images.look();
  expect(images.end().map(({ workload, container, imageID }) => [workload, container, imageID])).toEqual([
    ["bar/stray", "curl", "sha256:2"],
    ["bar/stray", "istio-init", "sha256:1"],
    ["foo/curl", "curl", "sha256:1"],
    ["foo/curl", "istio-init", "sha256:1"],
    ["foo/curl", "istio-proxy", "sha256:1"],
  ]);
});
