import { HarnessError } from "#helpers/system/errors";
import { loadCatalogue } from "./catalogue.ts";
import type { Command } from "./command-line.ts";
import * as all from "./commands/index.ts";
import { completion } from "./commands/shell.ts";
import { bashCompletion, zshCompletion } from "./completion/bash.ts";
import { fishCompletion } from "./completion/fish.ts";
import { offeredCommands } from "./completion/words.ts";
import { main } from "./main.ts";

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** `npm run completion -- bash`: what a shell sources to complete the commands of this project. */
await main(completion, async ({ positionals: [shell = ""] }) => {
  if (!(shell in shells)) {
    throw new HarnessError(`Expected the shell to be bash, zsh or fish, got "${shell}"`, {
      hint: "source <(npm run -s completion -- bash)",
    });
  }
  const commands: Command[] = Object.values(all);
  process.stdout.write(shells[shell as keyof typeof shells](offeredCommands(commands, await loadCatalogue())));
});
