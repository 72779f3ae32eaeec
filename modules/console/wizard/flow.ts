import { type Answer, AnswerKind, type Block, done, each, failed } from "console/command";
import type { Host, Task } from "console/host";
import { Ending } from "settings/import";

/** One part of the wizard: asks, stages what it is told, and goes on by `flow.next`. `said`: lines to show before its question. */
export type WizardStep = (flow: Flow, said: readonly string[]) => Answer;

/** What a question takes. */
export interface Question {
	readonly prompt: string;
	/** Not echoed. */
	readonly hidden?: boolean;
	/** Stands in brackets behind the prompt, and is what an empty line means. */
	readonly usual?: string;
	readonly choices?: readonly string[];
	readonly take: (text: string) => Answer;
}

/** Begins a task whose end `onDone` tells; a line instead when it cannot begin. */
export type TaskStart = (onDone: (problem?: string) => void) => Task | string;

/** What a person types to go one step back. */
const BACK = "<";
const LEFT = "wizard left; nothing was saved (diff shows what is staged, save keeps it, reload forgets it)";

/** Where a wizard stands: its steps in order, one question at a time, back and forth. */
export class Flow {
	readonly host: Host;
	private readonly steps: readonly WizardStep[];
	private at = 0;
	private backwards = false;
	/** The sensor that the wizard itself has staged; "" for none. */
	sensor = "";

	constructor(host: Host, steps: readonly WizardStep[]) {
		this.host = host;
		this.steps = steps;
	}

	/** The current step, with these lines before its question. */
	again(said: readonly string[] = []): Answer {
		const step = this.steps[this.at];
		return step ? step(this, said) : done(said);
	}

	/** The step behind the current one. */
	next(said: readonly string[] = []): Answer {
		this.backwards = false;
		this.at++;
		return this.again(said);
	}

	/** The step before the current one. */
	back(): Answer {
		const first = this.at === 0;
		this.backwards = !first;
		if (!first) this.at--;
		return this.again([first ? "this is the first step" : "one step back"]);
	}

	/** On from the current step, which has nothing to ask: back when that is where it was come to from. */
	pass(said: readonly string[]): Answer {
		return this.backwards && this.at > 0 ? this.back() : this.next(said);
	}

	/** Asks one thing. */
	ask(question: Question, said: readonly string[]): Answer {
		const { prompt, hidden = false, usual = "", choices, take } = question;
		return {
			kind: AnswerKind.Ask,
			lines: each(said),
			prompt: usual === "" ? `${prompt}: ` : `${prompt} [${usual}]: `,
			hidden,
			...(choices ? { choices } : {}),
			take: (text) => {
				const given = hidden ? text : text.trim();
				if (given === BACK) return this.back();
				return take(given === "" ? usual : given);
			},
			cancel: left,
		};
	}

	/** Asks for a paste; `take` gets "" when there was none. */
	paste(block: Pick<Block, "prompt" | "most" | "ends" | "take">, said: readonly string[]): Answer {
		return {
			kind: AnswerKind.Block,
			lines: each(said),
			...block,
			ends: (text) => (isBack(text) ? Ending.Yes : block.ends(text)),
			take: (text) => (isBack(text) ? this.back() : block.take(text)),
			cancel: left,
		};
	}

	/** Shows `said` while `start`'s task runs, then answers; what refuses to start is answered at once. */
	wait(start: TaskStart, said: readonly string[], answer: (problem?: string) => Answer): Answer {
		let over: (problem?: string) => void = () => undefined;
		const task = start((problem) => over(problem));
		if (typeof task === "string") return answer(task);
		return {
			kind: AnswerKind.Running,
			begin: (say, finish) => {
				for (const line of said) say(line);
				over = (problem) => finish(answer(problem));
				return task;
			},
		};
	}

	/** Stages a value, unless it is what counts already. Returns one line that says what is wrong, or undefined. */
	set(key: string, value: string): string | undefined {
		if (value === this.text(key)) return undefined;
		return this.host.draft.set(key, value);
	}

	/** The staged value of `key` as text, "" when there is none. */
	text(key: string): string {
		const value = this.host.draft.staged.get(key);
		return value === undefined ? "" : String(value);
	}
}

function isBack(text: string): boolean {
	return text.length < 8 && text.trim() === BACK; // short: it is asked behind each line of a paste
}

function left(): Answer {
	return failed("cancelled", LEFT);
}
