import { Listr, type ListrTask } from "listr2";
import type { RunSteps, Step, StepTime } from "#fixtures/targets/index";
import type { Say } from "#helpers/system/progress";

/** How often a long step repeats itself where there is no terminal to redraw. Milliseconds. */
const heartbeat = 15_000;

/** Runs the steps one after the other, showing each with its elapsed time and what it is doing; returns their times. */
export const runSteps: RunSteps = async (steps) => {
  const times: StepTime[] = [];
  const tasks = steps.map((step) => taskOf(step, times));
  const list = new Listr(tasks, {
    renderer: process.stdout.isTTY ? "default" : "silent",
    rendererOptions: {
      timer: {
        condition: true,
        field: (ms: number) => `${(ms / 1000).toFixed(1)} s`,
        format: () => (text?: string) => text ?? "",
      },
    },
    registerSignalListeners: false,
  });
  await list.run();
  return times;
};

function taskOf(step: Step, times: StepTime[]): ListrTask {
  return {
    title: step.name,
    task: async (_context, task) => {
      const startedAt = new Date().toISOString();
      const started = performance.now();
      const say = process.stdout.isTTY ? redrawnSay(step.name, task) : plainSay(step.name, started);
      if (!process.stdout.isTTY) console.log(`… ${step.name}`);
      const ended = (mark: string) => {
        if (!process.stdout.isTTY) console.log(`${mark} ${step.name} ${seconds(started)}`);
      };
      await step.run(say).catch((error: unknown) => {
        ended("✗");
        throw error;
      });
      times.push({ name: step.name, ms: Math.round(performance.now() - started), startedAt });
      ended("✓");
    },
  };
}

/** On a terminal, what is being done is drawn over; what must stay goes below the step's name. */
function redrawnSay(name: string, task: { title: string; output: string }): Say {
  const staying: string[] = [];
  const announce = (lines: string[]) => {
    staying.push(...lines);
    task.title = [name, ...staying].join("\n  ");
  };
  return Object.assign((line: string) => void (task.output = line), { announce });
}

/** In a log, a line each time there is news, but not more often than the heartbeat. */
function plainSay(name: string, started: number): Say {
  let shown = -heartbeat;
  const say = (line: string) => {
    if (performance.now() - shown < heartbeat) return;
    shown = performance.now();
    console.log(`  ${name} ${seconds(started)}: ${line.trim()}`);
  };
  return Object.assign(say, { announce: (lines: string[]) => lines.forEach((line) => console.log(`  ${line}`)) });
}

function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
