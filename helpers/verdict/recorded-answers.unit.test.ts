import { describe, expect, test } from "vitest";
import { noteChange } from "./changes.ts";
import { holds } from "./holds.ts";
import { settle, until } from "./settle.ts";
import { newObservation, recordAnswers, withRecordedAnswers, type AnswerValue } from "./recorded-answers.ts";

const status = (value: string, name = "curl a"): AnswerValue => ({ kind: "http-status", name, value });
const gathered = async (action: () => void) => (await withRecordedAnswers(async () => action())).answers;

describe("what is noted", () => {
  test("is in the order of the alphabet, each value once: neither order nor number of the answers tells two runs apart", async () => {
    const one = await gathered(() => recordAnswers([status("200"), status("404"), status("200"), status("200", "b")]));
    const other = await gathered(() => recordAnswers([status("200", "b"), status("404"), status("200")]));
    expect(one).toEqual([
      { kind: "http-status", name: "b", values: ["200"] },
      { kind: "http-status", name: "curl a", values: ["200", "404"] },
    ]);
    expect(other).toEqual(one);
  });

  test("later takes the place of what was noted before under the same kind and name", async () => {
    const answers = await gathered(() => {
      recordAnswers([status("503"), status("200", "b")]);
      recordAnswers([status("200")]);
    });
    expect(answers.map(({ values }) => values)).toEqual([["200"], ["200"]]);
  });

  test("is the newest answer to a question, be it of another kind", async () => {
    const answers = await gathered(() => {
      recordAnswers([{ kind: "client-error", name: "curl a", value: "exit code 56" }]);
      recordAnswers([status("200")]);
    });
    expect(answers).toEqual([{ kind: "http-status", name: "curl a", values: ["200"] }]);
  });

  test("outside a check is nothing", () => {
    expect(() => recordAnswers([status("200")])).not.toThrow();
    expect(() => newObservation().keep()).not.toThrow();
  });
});

describe("an observation", () => {
  test("that is not kept counts for nothing", async () => {
    const answers = await gathered(() => newObservation().run(() => recordAnswers([status("503")])));
    expect(answers).toEqual([]);
  });

  test("that is kept has all that was noted in its question and its claim, and replaces the one before", async () => {
    const answers = await gathered(() => {
      for (const answer of ["404", "200"]) {
        const observation = newObservation();
        observation.run(() => recordAnswers([status("000"), status(answer)]));
        observation.run(() => recordAnswers([status("100")]));
        observation.keep();
      }
    });
    expect(answers).toEqual([{ kind: "http-status", name: "curl a", values: ["000", "100", "200"] }]);
  });

  test.each([
    [true, ["200"]],
    [false, undefined],
  ])("within another counts where the outer is kept: %s", async (kept, values) => {
    const answers = await gathered(() => {
      const outer = newObservation();
      outer.run(() => {
        const inner = newObservation();
        inner.run(() => recordAnswers([status("200")]));
        inner.keep();
      });
      if (kept) outer.keep();
    });
    expect(answers[0]?.values).toEqual(values);
  });

  test("of one check is not another's, though they run side by side", async () => {
    const checkOf = (answer: string) => withRecordedAnswers(async () => recordAnswers([status(answer)]));
    const both = await Promise.all([checkOf("200"), checkOf("503")]);
    expect(both.map(({ answers }) => answers[0]?.values)).toEqual([["200"], ["503"]]);
  });
});

describe("a claim that is waited for", () => {
  const asked = (answers: string[]) => async () => {
    const answer = answers.shift()!;
    recordAnswers([status(answer)]);
    return answer;
  };
  const is200 = (answer: string) => expect(answer).toBe("200");

  test("settle keeps what its last observation said, nothing of the time before", async () => {
    const { answers } = await withRecordedAnswers(() =>
      settle(asked(["503", "200", "503", "200", "200", "200"]), is200),
    );
    expect(answers).toEqual([{ kind: "http-status", name: "curl a", values: ["200"] }]);
  });

  test("holds keeps what its last batch said, nothing of the time before", async () => {
    const given = ["503", "200", "200", ...Array<string>(6).fill("200")];
    const ask = async (count: number) => {
      const batch = given.splice(0, count);
      recordAnswers(batch.map((each) => status(each)));
      return batch;
    };
    // Only after a change has the mesh time to converge.
    noteChange();
    const { answers } = await withRecordedAnswers(() => holds(ask, is200, { requests: 3, batch: 3 }));
    expect(answers).toEqual([{ kind: "http-status", name: "curl a", values: ["200"] }]);
  });

  test("until keeps nothing", async () => {
    expect((await withRecordedAnswers(() => until("200", asked(["200"]), { within: 0 }))).answers).toEqual([]);
  });
});
