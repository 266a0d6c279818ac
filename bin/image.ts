import { readConfig } from "#helpers/system/config";
import { image } from "./commands/in-cluster.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/** `npm run image`: an image of this checkout, for runs inside of a cluster. */
await main(image, async ({ values: { tag } }) => {
  const { ownImage } = await import("./job/own-image.ts");
  const names = await ownImage(readConfig().versions, tag);
  print(`${names.join("\n")}\n`);
  const [name] = names.slice(-1);
  print(
    tag === undefined
      ? `into a kind cluster:  kind load docker-image ${name} --name <cluster>\ninto a registry:      npm run image -- --tag <name in it>, then docker push <name>`
      : `docker push ${tag}, then npm run job -- --context <name> --image ${tag}`,
  );
});
process.exit();
