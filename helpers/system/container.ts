import { HarnessError, messageOf } from "./errors.ts";
import { isOurs, ownLabels } from "./ownership.ts";

/** A container on the Docker engine that is ours. */
export interface RunningContainer {
  /** Runs a program in it; its output. Throws a HarnessError when that ends with anything but 0. */
  exec(command: string[]): Promise<string>;
  copy(files: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

export interface ContainerOptions {
  name: string;
  image: string;
  network: string;
  /** Fixed IPv4 address on that network. */
  address: string;
  /** Path in the container to its content, there before the container starts. */
  files: Record<string, string>;
  /** A line of its log that tells it is ready. */
  ready: { port: number };
  /** DOCKER_HOST and what else the engine needs. */
  env: Record<string, string>;
}

/**
 * Starts a container; one of the same name that is ours, left by a run that was killed, is removed first.
 * @throws HarnessError when the engine refuses, the port does not answer, or the name is somebody else's
 */
export async function startContainer(options: ContainerOptions): Promise<RunningContainer> {
  // Ryuk, the library's own clean-up container, is not in every registry's reach; we remove by name.
  Object.assign(process.env, options.env, { TESTCONTAINERS_RYUK_DISABLED: "true" });
  const { GenericContainer, getContainerRuntimeClient, Wait } = await import("testcontainers");

  /** A container that asks for a fixed address: the library has no call for it. */
  class AddressedContainer extends GenericContainer {
    protected override async beforeContainerCreated(): Promise<void> {
      this.createOpts.NetworkingConfig = {
        EndpointsConfig: { [options.network]: { IPAMConfig: { IPv4Address: options.address } } },
      };
    }
  }

  try {
    const { dockerode } = await engineClient(getContainerRuntimeClient);
    await removeByName(dockerode, options);
    const started = await new AddressedContainer(options.image)
      .withName(options.name)
      .withLabels(ownLabels())
      .withNetworkMode(options.network)
      .withCopyContentToContainer(contents(options.files))
      .withWaitStrategy(Wait.forSuccessfulCommand(`bash -c '</dev/tcp/127.0.0.1/${options.ready.port}'`))
      .withStartupTimeout(30_000)
      .start();
    return {
      exec: async (command) => {
        const { exitCode, output } = await started.exec(command);
        if (exitCode === 0) return output;
        throw new HarnessError(`\`${command.join(" ")}\` in ${options.name} ended with exit code ${exitCode}`, {
          why: output,
          hint: "see `docker logs` of it",
        });
      },
      copy: (files) => started.copyContentToContainer(contents(files)),
      stop: async () => void (await started.stop({ timeout: 0 })),
    };
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    throw new HarnessError(`cannot start the container ${options.name}`, {
      why: messageOf(cause),
      hint: "see whether `docker ps` works, and `docker logs` of it",
      cause,
    });
  }
}

type Client = typeof import("testcontainers").getContainerRuntimeClient;
type Dockerode = Awaited<ReturnType<Client>>["container"]["dockerode"];

async function engineClient(get: Client): Promise<{ dockerode: Dockerode }> {
  return (await get()).container;
}

/** Ours by its label, or by being on no network but the target's own, where earlier versions made them without one. */
async function removeByName(dockerode: Dockerode, { name, network }: ContainerOptions): Promise<void> {
  const found = await dockerode.listContainers({ all: true, filters: { name: [`^/${name}$`] } });
  for (const { Id, Labels, NetworkSettings } of found) {
    if (!isOurs(Labels) && Object.keys(NetworkSettings?.Networks ?? {}).join() !== network)
      throw new HarnessError(`the container name ${name} is taken on the Docker engine`, {
        why: "a container of that name is there that this user did not make",
        hint: "take a cluster of another name: MESHPROOF_CLUSTER=<name>",
      });
    await dockerode.getContainer(Id).remove({ force: true, v: true });
  }
}

function contents(files: Record<string, string>): { content: string; target: string }[] {
  return Object.entries(files).map(([target, content]) => ({ content, target }));
}
