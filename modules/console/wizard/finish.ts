import { type Answer, AnswerKind, done, each, failed } from "console/command";
import { stepLines } from "console/commands/broker";
import { shownValue } from "console/commands/shown";
import type { StepResult } from "console/host";
import type { Flow } from "console/wizard/flow";

/** Shows what is new, and saves it. */
export function saveStep(flow: Flow, said: readonly string[]): Answer {
	const { draft } = flow.host;
	const lines = draft.changes().map(({ key, after }) => `  ${key} = ${shownValue(key, after)}`);
	const minded = flow.host.check().map((line) => `  ! ${line}`);
	return flow.ask(
		{
			prompt: "Save this and test it, y or n",
			usual: "y",
			choices: ["y", "n"],
			take: (text) => {
				const answer = text.toLowerCase();
				if (answer === "n")
					return failed("cancelled", "not saved; save keeps it, reload forgets it, wizard starts over");
				if (answer !== "y") return flow.again(["y or n, please."]);
				const result = draft.save();
				if (!result.ok) return failed("storage", result.error);
				flow.host.apply();
				return flow.next(["Saved."]);
			},
		},
		[...said, ...lines, ...minded],
	);
}

/** Tests what was saved, from the link to a publish that was proved. */
export function testStep(flow: Flow, said: readonly string[]): Answer {
	let wrong: StepResult | undefined;
	return {
		kind: AnswerKind.Running,
		begin: (say, finish) => {
			for (const line of said) say(line);
			return flow.host.test({
				onItem: (result) => {
					if (!result.ok) wrong = result;
					for (const line of stepLines(result)) say(line);
				},
				onDone: (problem) => finish(over(problem, wrong)),
			});
		},
	};
}

function over(problem: string | undefined, wrong: StepResult | undefined): Answer {
	if (problem === undefined && wrong === undefined) {
		return { ...done(), lines: each("It publishes. You can unplug the cable now.") };
	}
	return failed(
		"test",
		"what was entered is saved, but it does not publish yet: mend what failed above, then test again",
	);
}
