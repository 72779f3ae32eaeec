import type { Host, Task } from "console/host";
import type { Ending } from "settings/import";

/** What an answer holds for programs: the members of its JSON line. */
export type Data = Readonly<Record<string, unknown>>;

/** Lines for people, one a call, undefined behind the last: made when the port has room, so that a long answer needs no memory. */
export type Lines = () => string | undefined;

/** The kinds of Answer. */
export const enum AnswerKind {
	/** It is done. */
	Done = 0,
	/** It could not be done. */
	Failed = 1,
	/** The next line of input belongs to it. */
	Ask = 2,
	/** The next lines of input belong to it. */
	Block = 3,
	/** It takes its time. */
	Running = 4,
	/** A program speaks line by line. */
	Dialogue = 5,
}

/** Done: `lines` for people, `data` for programs. */
export interface Done {
	readonly kind: AnswerKind.Done;
	readonly lines?: Lines;
	readonly data?: Data;
}

/** Failed: `code` for programs (one word), `text` for both: what, why, what to do. Never a secret. */
export interface Failed {
	readonly kind: AnswerKind.Failed;
	readonly code: string;
	readonly text: string;
	readonly data?: Data;
}

/** A question. In JSON mode it is not asked: the answer is the error `interactive` with its prompt. */
export interface Ask {
	readonly kind: AnswerKind.Ask;
	/** Lines before the prompt. */
	readonly lines?: Lines;
	readonly prompt: string;
	/** What is typed is not echoed. */
	readonly hidden: boolean;
	/** Takes the line, without its end. */
	readonly take: (text: string) => Answer;
	/** Ctrl-C or Ctrl-D: what is answered; "cancelled" when not given. */
	readonly cancel?: () => Answer;
	/** What Tab completes to. */
	readonly choices?: readonly string[];
}

/** Lines of input up to one that ends them, without echo: a pasted PEM, JSON. */
export interface Block {
	readonly kind: AnswerKind.Block;
	/** Lines before the prompt. */
	readonly lines?: Lines;
	/** What to paste, and how it ends. */
	readonly prompt: string;
	/** Most characters; more are refused, and nothing is taken. */
	readonly most: number;
	/** Text that was there already (the line that began it), with its end. */
	readonly begun?: string;
	/** Whether `text` is complete, asked behind each line. A line that is a lone "." always ends it. */
	readonly ends: (text: string) => Ending;
	readonly take: (text: string) => Answer;
	/** Ctrl-C or Ctrl-D: what is answered; "cancelled" when not given. */
	readonly cancel?: () => Answer;
}

/** A task; input waits until it is over, and Ctrl-C gives it up. */
export interface Running {
	readonly kind: AnswerKind.Running;
	/**
	 * Begins it. `say` shows a line while it runs (programs get only the last answer), `done` ends it. Neither is called from inside.
	 * Returns one line when it cannot begin.
	 */
	readonly begin: (say: (line: string) => void, done: (answer: Answer) => void) => Task | string;
}

/**
 * Lines of input go to `take`, one by one and without echo, until it answers; what it returns as text is written as a line at once. Ctrl-C and
 * whatever else a noisy line brings is only more bytes of a line. A line of more than `most` characters reaches `take` cut.
 */
export interface Dialogue {
	readonly kind: AnswerKind.Dialogue;
	/** The first line to write. */
	readonly opening: string;
	readonly most: number;
	/** Without a line for so long `idle` answers. */
	readonly idleMs: number;
	readonly take: (line: string) => string | Answer;
	readonly idle: () => Answer;
}

/** What a command comes to. */
export type Answer = Done | Failed | Ask | Block | Running | Dialogue;

/** What Tab completes an argument to. */
export const enum Completes {
	Nothing = 0,
	Command = 1,
	Key = 2,
	/** The value of the key before it. */
	Value = 3,
	Sensor = 4,
}

/** What a command is given. */
export interface Call {
	readonly host: Host;
	/** The console itself, for the few commands about it. */
	readonly session: SessionPort;
	/** Arguments, unquoted. */
	readonly args: readonly string[];
	/** True while answers go to a program. */
	readonly json: boolean;
}

/** What commands may do to the console they stand in. */
export interface SessionPort {
	setJson(on: boolean): void;
	/** Level of the log lines on this console: "off", "error", "info", "debug". */
	level: string;
	readonly locked: boolean;
	lock(): void;
	/** Tries a password. Undefined when it opened; else one line. */
	unlock(password: string): string | undefined;
}

/** The console, as it stands for whoever is at it. */
export interface Session extends SessionPort {
	/** Answers go to a program. */
	readonly json: boolean;
	readonly prompt: string;
}

/**
 * A protocol of packets that shares the line with the console (Improv): every byte is shown to it first.
 */
export interface Intruder {
	/** What becomes of `byte`. */
	take(byte: number): Claim;
	/** Something of it is under way. */
	readonly busy: boolean;
	/** Gives up what is under way. */
	close(): void;
}

/** What an Intruder says of a byte. */
export const enum Claim {
	/** It is the console's. */
	No = 0,
	/** It completes the header of a packet: the six bytes before it were not typed either, and are to leave the line. */
	Header = 1,
	/** It belongs to a packet: the console is not to see it. */
	Yes = 2,
}

/** One command: a row that help, the check of arguments, completion, the lock and docs/console.md read. */
export interface Command {
	readonly name: string;
	/** Behind the name: `<key> <value>`, `[prefix]`. */
	readonly usage: string;
	/** One line. */
	readonly help: string;
	/** More lines, for `help <command>` and docs/console.md. */
	readonly more?: readonly string[];
	/** Fewest and most arguments. */
	readonly least: number;
	readonly most: number;
	/** The last argument is the rest of the line as it was typed, unless it is quoted: `set device.name The old shed`. */
	readonly rest?: boolean;
	/** Allowed while the console is locked. */
	readonly open?: boolean;
	/** What Tab completes, an entry for each argument. */
	readonly completes?: readonly Completes[];
	/** Words that Tab offers for the first argument, besides `completes`. */
	readonly words?: readonly string[];
	/** Its arguments are numbers or times, and echoed as they are. Without it an argument that nothing completes is echoed as `*`. */
	readonly plain?: boolean;
	readonly run: (call: Call) => Answer;
}

/** One line, or several, as an answer. */
export function done(lines?: string | readonly string[] | Lines, data?: Data): Done {
	return {
		kind: AnswerKind.Done,
		...(lines === undefined ? {} : { lines: typeof lines === "function" ? lines : each(lines) }),
		...(data === undefined ? {} : { data }),
	};
}

/** An error: `code` is one word for programs. */
export function failed(code: string, text: string, data?: Data): Failed {
	return { kind: AnswerKind.Failed, code, text, ...(data === undefined ? {} : { data }) };
}

/** Lines out of a list. */
export function each(lines: string | readonly string[]): Lines {
	const list = typeof lines === "string" ? [lines] : lines;
	let next = 0;
	return () => list[next++];
}
