import { type Answer, AnswerKind, type Lines } from "console/command";
import type { Task } from "console/host";

/** Answers followed without a console: what a person would see, and what is asked. */
export class Answers {
	/** Everything shown so far: lines, and prompts as they stand. */
	readonly shown: string[] = [];
	#answer: Answer;
	#task: Task | undefined;

	constructor(first: Answer) {
		this.#answer = first;
		this.#settle();
	}

	/** The last answer. */
	get answer(): Answer {
		return this.#answer;
	}

	/** The task that runs, when one does. */
	get task(): Task | undefined {
		return this.#answer.kind === AnswerKind.Running ? this.#task : undefined;
	}

	/** What the last answer asks; throws when it asks nothing. */
	get prompt(): string {
		const answer = this.#answer;
		if (answer.kind !== AnswerKind.Ask && answer.kind !== AnswerKind.Block)
			throw new Error(`nothing is asked: ${this.text}`);
		return answer.prompt;
	}

	/** All that was shown, in one text. */
	get text(): string {
		return this.shown.join("\n");
	}

	/** Types one line, or pastes a text into a block. */
	type(...lines: readonly string[]): this {
		for (const line of lines) {
			const answer = this.#answer;
			if (answer.kind !== AnswerKind.Ask && answer.kind !== AnswerKind.Block)
				throw new Error(`nothing is asked for "${line}": ${this.text}`);
			this.#answer = answer.take(line === "." && answer.kind === AnswerKind.Block ? "" : line);
			this.#settle();
		}
		return this;
	}

	/** Ctrl-C at a question. */
	cancel(): this {
		const answer = this.#answer;
		if (answer.kind !== AnswerKind.Ask && answer.kind !== AnswerKind.Block) throw new Error("nothing is asked");
		if (answer.cancel) this.#answer = answer.cancel();
		this.#settle();
		return this;
	}

	#settle(): void {
		const answer = this.#answer;
		if ("lines" in answer && answer.lines) this.#show(answer.lines);
		if (answer.kind === AnswerKind.Ask || answer.kind === AnswerKind.Block) this.shown.push(answer.prompt);
		else if (answer.kind === AnswerKind.Failed) this.shown.push(`failed ${answer.code}: ${answer.text}`);
		else if (answer.kind === AnswerKind.Running) {
			const task = answer.begin(
				(line) => this.shown.push(line),
				(next) => {
					this.#answer = next;
					this.#settle();
				},
			);
			if (typeof task === "string") this.shown.push(task);
			else this.#task = task;
		}
	}

	#show(lines: Lines): void {
		for (let line = lines(); line !== undefined; line = lines()) this.shown.push(line);
	}
}
