import type { Edition, Erratum } from "#helpers/catalogue/errata";

const english: Edition = { in: ["en"], readAt: "istio/istio.io 0f02a0cac242" };
const id = (block: string) => `in-place-upgrade/${block}`;

export const errata: Erratum[] = [
  {
    id: "precheck-second-line",
    blocks: [id("upgrade-steps/precheck")],
    edition: english,
    text: "istioctl sets its second line in by two blanks and ends it with a full stop; the page prints neither.",
    whatTheSuiteDoes: "Expects both.",
  },
  // To be seen: it was read in the source of istioctl 1.31, whose `upgrade` is its `install`, and not seen on a mesh yet.
  {
    id: "by-revision-is-not-refused",
    blocks: [id("upgrade-steps/upgrade")],
    edition: english,
    text:
      "The page says that an installation by --revision cannot be upgraded so, and that this ends with an error. istioctl " +
      "has no such error: `istioctl upgrade` does what `istioctl install` does, and takes --revision as well.",
    whatTheSuiteDoes:
      "Expects that a control plane which was installed by --revision is upgraded by the same --revision.",
  },
];
