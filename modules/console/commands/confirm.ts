import { type Answer, AnswerKind, failed } from "console/command";

/** Does `act` when `given`, the command's last argument, is yes; where it is missing it is asked for. */
export function confirm(prompt: string, given: string | undefined, act: () => Answer): Answer {
	const take = (text: string): Answer =>
		text.trim().toLowerCase() === "yes" ? act() : failed("cancelled", "that was no yes: nothing was done");
	if (given !== undefined) return take(given);
	return { kind: AnswerKind.Ask, prompt, hidden: false, take, choices: ["yes", "no"] };
}
