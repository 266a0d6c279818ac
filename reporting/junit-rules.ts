/* For unit tests: what junit-10.xsd of Jenkins' xUnit plugin demands, as far as our elements go. */

/** An element of XML, as far as `assertWellFormed` lets it pass. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

interface Rule {
  required?: string[];
  optional?: string[];
  children?: string[];
  /** May it hold text beside elements? */
  text?: true;
}

/**
 * https://github.com/jenkinsci/xunit-plugin, src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 * at 8c515de2804b3fd591a3b0f1ff8908a1b1a41887, without the elements for tests that were run again.
 */
const rules: Record<string, Rule> = {
  testsuites: { optional: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"] },
  testsuite: {
    required: ["name", "tests", "failures", "errors"],
    optional: ["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
    children: ["testsuite", "properties", "testcase", "system-out", "system-err"],
  },
  properties: { children: ["property"] },
  property: { required: ["name", "value"] },
  testcase: {
    required: ["name"],
    optional: ["time", "classname", "group"],
    children: ["skipped", "error", "failure", "system-out", "system-err"],
  },
  failure: { optional: ["type", "message"], text: true },
  error: { optional: ["type", "message"], text: true },
  skipped: { optional: ["type", "message"], text: true },
  "system-out": { text: true },
  "system-err": { text: true },
};

/** SUREFIRE_TIME of the schema. */
const time = /^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/;

/** What the schema has against a document; empty where it is valid. @param xml well-formed */
export function objectionsOf(xml: string): string[] {
  const root = parseXml(xml);
  return [...(root.name === "testsuites" ? [] : [`the root is ${root.name}`]), ...objectionsTo(root)];
}

function objectionsTo({ name, attributes, children, text }: XmlElement): string[] {
  const rule = rules[name];
  if (!rule) return [`there is no element ${name}`];
  const { required = [], optional = [], children: allowed = [] } = rule;
  const timed = name.startsWith("testsuite") && attributes.time !== undefined;
  return [
    ...required.filter((each) => attributes[each] === undefined).map((each) => `${name} lacks ${each}`),
    ...Object.keys(attributes)
      .filter((each) => ![...required, ...optional].includes(each))
      .map((each) => `${name} has no attribute ${each}`),
    ...children.filter((child) => !allowed.includes(child.name)).map((child) => `${child.name} in ${name}`),
    ...(text.trim() && !rule.text ? [`text in ${name}`] : []),
    ...(timed && !time.test(attributes.time!) ? [`time of ${name} is ${attributes.time}`] : []),
    ...children.flatMap(objectionsTo),
  ];
}

/** A document of ours as a tree: elements, attributes and texts, their entities resolved. */
export function parseXml(xml: string): XmlElement {
  const top: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [top];
  for (const [token, end, start, attributes = "", empty] of xml.matchAll(
    /<\?.*?\?>|<\/([\w-]+)>|<([\w-]+)((?:\s+[\w-]+="[^"]*")*)\s*(\/?)>|[^<]+/g,
  )) {
    const inside = open.at(-1)!;
    if (end !== undefined) open.pop();
    else if (start === undefined) inside.text += token.startsWith("<?") ? "" : resolved(token);
    else {
      const pairs = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, resolved(value!)]);
      const made: XmlElement = { name: start, attributes: Object.fromEntries(pairs), children: [], text: "" };
      inside.children.push(made);
      if (!empty) open.push(made);
    }
  }
  return top.children[0] ?? top;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function resolved(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name?: string) =>
    code === undefined ? (entities[name!] ?? whole) : String.fromCharCode(Number(code)),
  );
}
