import { Terminal, type PageScope, type PreparedTarget } from "#fixtures";

/**
 * The terminal of a page on upgrading: its istioctl is that of the version which is come to, `$OLD_ISTIOCTL` the one that
 * the mesh was installed by. `$OLD` and `$NEW` are what each Istio is installed with, by file and values, `$OLD_VALUES` and
 * `$NEW_VALUES` the values alone, `$OPERATOR` the file of both.
 */
export async function openTerminal(scope: PageScope): Promise<Terminal> {
  const { installation, upgrade } = scope.target;
  const terminal = await Terminal.open(scope);
  const set = (name: string, value: string) => terminal.export(name, `printf %s '${value}'`);
  await set("OLD_ISTIOCTL", installation!.istioctl);
  await set("OPERATOR", installation!.operator);
  for (const [name, settings] of [["OLD", installation!] as const, ["NEW", upgrade!] as const]) {
    await set(`${name}_VALUES`, valuesOf(settings));
    await set(name, `-f ${settings.operator} ${valuesOf(settings)}`);
  }
  await terminal.export("PATH", `printf %s "$(dirname '${upgrade!.istioctl}'):$PATH"`);
  return terminal;
}

function valuesOf({ values }: NonNullable<PreparedTarget["installation"]>): string {
  return Object.entries(values)
    .map(([name, value]) => `--set ${name}=${value}`)
    .join(" ");
}
