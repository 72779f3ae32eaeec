import { Batch, type CallBase, LOCKED } from "console/batch";
import { BlockReader, Taken } from "console/block";
import {
	type Answer,
	AnswerKind,
	type Ask,
	type Block,
	type Command,
	each,
	type Failed,
	failed,
	type Lines,
	type Running,
	type Session,
} from "console/command";
import { Echo, type Editor } from "console/editor";
import type { Host } from "console/host";
import { jsonDone, jsonFailed } from "console/json";
import { type BlockState, Mode, type State } from "console/mode";
import { RawLines } from "console/raw-line";
import type { Terminal } from "console/terminal";
import type { Alarm, Clock } from "core/clock";
import type { Guard } from "core/guard";

/** Input is quiet for so long: what was pasted is over. */
const QUIET_MS = 500;

/** What a conversation is given. */
export interface ConversationOptions {
	readonly clock: Clock;
	readonly commands: readonly Command[];
	readonly terminal: Terminal;
	readonly editor: Editor;
	readonly host: Host;
	readonly session: Session;
	readonly guard: Guard;
	/** Something that input had to wait for is over. */
	readonly onFree: () => void;
}

/** Runs commands and sees their answers through, one at a time: for people line by line, for programs as one line of JSON. */
export class Conversation {
	private readonly options: ConversationOptions;
	private readonly batch: Batch;
	private _state: State = { mode: Mode.Idle };
	private readonly alarm: Alarm;

	constructor(options: ConversationOptions) {
		const { clock, commands, editor, guard, session } = options;
		this.options = options;
		this.batch = new Batch({ commands, base: () => this.base() });
		this.alarm = clock.alarm(guard.wrap(() => this.late()));
		editor.echo = session.json ? Echo.Hidden : Echo.Command;
	}

	get state(): State {
		return this._state;
	}

	/** Runs the commands of a line. */
	run(line: string): void {
		this.answer(() => this.batch.start(line) ?? this.batch.next());
		this.advance();
	}

	/** What `make` gives takes the place of the question, block or dialogue that is under way. */
	reply(make: () => Answer): void {
		this.answer(make);
		this.advance();
	}

	/** Ctrl-C: gives up what is under way, and what would have followed. */
	cancel(): void {
		const state = this._state;
		if (state.mode === Mode.Idle) return;
		if (state.mode === Mode.Running) state.task?.cancel();
		const cancel =
			state.mode === Mode.Asking ? state.ask.cancel : state.mode === Mode.Block ? state.block.cancel : undefined;
		this.reply(cancel ?? ((): Answer => failed("cancelled", "cancelled")));
	}

	/** A line of a dialogue. */
	speak(line: string): void {
		const state = this._state;
		if (state.mode !== Mode.Dialogue) return;
		let said: string | Answer;
		try {
			said = state.dialogue.take(line);
		} catch (error) {
			said = this.batch.defect(error);
		}
		if (typeof said === "string") this.options.terminal.print(said);
		else this.take(said);
		this.advance();
	}

	/** Closes down: no alarm is left, a task is given up. */
	stop(): void {
		const state = this._state;
		if (state.mode === Mode.Running) state.task?.cancel();
		this.enter({ mode: Mode.Idle });
	}

	/** A paste cannot be taken: its answer comes when all of it has gone by. */
	refuse(answer: Failed): void {
		this.enter({ mode: Mode.Draining, answer });
		this.alarm.set(QUIET_MS);
	}

	/** A paste is complete unless more of it comes at once: a chain's next certificate. */
	pause(): void {
		const state = this._state;
		if (state.mode !== Mode.Block) return;
		state.complete = true;
		this.alarm.set(QUIET_MS);
	}

	/** Input has come: what waits for silence waits anew. */
	heard(): void {
		const state = this._state;
		if (state.mode === Mode.Draining) this.alarm.set(QUIET_MS);
		else if (state.mode === Mode.Block && state.complete) this.alarm.set(QUIET_MS);
		else if (state.mode === Mode.Dialogue) this.alarm.set(state.dialogue.idleMs);
	}

	/** Begins the block of `command` out of its turn: `begun`, which belongs into it, was typed as a command. */
	begin(command: string, begun: string): void {
		let answer: Answer | undefined;
		try {
			answer = this.batch.start(command) ?? this.batch.next();
		} catch (error) {
			answer = this.batch.defect(error);
		}
		if (answer?.kind === AnswerKind.Block) this.take({ ...answer, begun });
		else
			this.refuse(answer?.kind === AnswerKind.Failed ? answer : failed("unknownCommand", "nothing here can be pasted"));
		this.advance();
	}

	/** Writes as much of an answer as there is room for, and goes on behind it. */
	advance(): void {
		const { terminal } = this.options;
		for (let state = this._state; state.mode === Mode.Writing && terminal.ready; state = this._state) {
			let line: string | undefined;
			try {
				line = state.lines();
			} catch (error) {
				this.take(this.batch.defect(error));
				continue;
			}
			if (line === undefined) state.then();
			else terminal.print(line);
		}
	}

	/** Forgets everything under way, for a console that locks itself. */
	drop(): void {
		this.batch.abandon();
		this.idle();
	}

	/** Goes on with the answer of `make`, which may throw; undefined: nothing is left to be done. */
	private answer(make: () => Answer | undefined): void {
		let answer: Answer | undefined;
		try {
			answer = make();
		} catch (error) {
			answer = this.batch.defect(error);
		}
		if (answer) this.take(answer);
		else this.idle();
	}

	/** Sees to an answer, and no further: `advance` goes on. What was begun before the console locked itself asks and begins nothing more. */
	private take(given: Answer): void {
		const { session } = this.options;
		const { json } = session;
		const over = given.kind === AnswerKind.Done || given.kind === AnswerKind.Failed;
		const answer = session.locked && !this.batch.open && !over ? failed("locked", LOCKED) : given;
		switch (answer.kind) {
			case AnswerKind.Done:
				this.write(json ? each(jsonDone(this.batch.command, answer)) : (answer.lines ?? none), this.next);
				break;
			case AnswerKind.Failed:
				this.fail(answer, json);
				break;
			case AnswerKind.Ask:
				if (json) this.fail(failed("interactive", answer.prompt), json);
				else this.write(answer.lines ?? none, () => this.ask(answer));
				break;
			case AnswerKind.Block:
				this.block(answer, json);
				break;
			case AnswerKind.Running:
				this.beginTask(answer, json);
				break;
			case AnswerKind.Dialogue:
				this.options.terminal.print(answer.opening);
				this.enter({ mode: Mode.Dialogue, dialogue: answer, reader: new RawLines(answer.most) });
				this.alarm.set(answer.idleMs);
				break;
			default:
				answer satisfies never;
		}
	}

	private readonly next = (): void => this.answer(() => this.batch.next());

	private fail(answer: Failed, json: boolean): void {
		const notRun = this.batch.abandon();
		if (json) this.write(each(jsonFailed(answer, notRun)), this.next);
		else
			this.write(each(notRun.length === 0 ? answer.text : [answer.text, `not run: ${notRun.join(", ")}`]), this.next);
	}

	private write(lines: Lines, then: () => void): void {
		this.enter({ mode: Mode.Writing, lines, then });
	}

	private ask(ask: Ask): void {
		const { editor, terminal } = this.options;
		editor.clear();
		editor.echo = ask.hidden ? Echo.Hidden : Echo.Shown;
		this.enter({ mode: Mode.Asking, ask });
		terminal.open(`${ask.prompt.trimEnd()} `);
	}

	private block(block: Block, json: boolean): void {
		const reader = new BlockReader(block);
		const { standing } = reader;
		const open = (): void => {
			if (!json) this.options.terminal.print(block.prompt);
			this.enter({ mode: Mode.Block, block, reader, complete: false });
			if (standing === Taken.Pause) this.pause();
		};
		if (standing === Taken.Complete) this.write(none, () => this.answer(() => block.take(reader.text)));
		else this.write(json ? none : (block.lines ?? none), open);
	}

	private beginTask(running: Running, json: boolean): void {
		const state: State = { mode: Mode.Running };
		const current = (): boolean => this._state === state;
		this.enter(state);
		const say = (line: string): void => {
			if (current() && !json) this.options.terminal.print(line);
		};
		const task = running.begin(say, (answer) => {
			if (current()) this.reply(() => answer);
			this.options.onFree();
		});
		if (typeof task === "string") this.take(failed("unavailable", task));
		else state.task = task;
	}

	private idle(): void {
		const { editor, terminal, session } = this.options;
		editor.clear();
		editor.echo = session.json ? Echo.Hidden : Echo.Command;
		this.enter({ mode: Mode.Idle });
		if (!session.json) terminal.open(session.prompt);
	}

	private base(): CallBase {
		const { host, session } = this.options;
		return { host, session, json: session.json };
	}

	private enter(state: State): void {
		this.alarm.clear();
		this._state = state;
	}

	private late(): void {
		const state = this._state;
		if (state.mode === Mode.Draining) this.reply(() => state.answer);
		else if (state.mode === Mode.Block) this.quiet(state);
		else if (state.mode === Mode.Dialogue) this.reply(state.dialogue.idle);
		this.options.onFree();
	}

	/** Nothing follows a paste that was complete; one that has grown since is waited for. */
	private quiet(state: BlockState): void {
		state.complete = false;
		const { block, reader } = state;
		if (reader.standing === Taken.Pause) this.reply(() => block.take(reader.text));
	}
}

const none: Lines = () => undefined;
