import type { Command, Intruder, Session } from "console/command";
import { quantityNames, sensorNames } from "console/complete";
import { Conversation } from "console/conversation";
import { Editor } from "console/editor";
import type { History } from "console/history";
import type { Host } from "console/host";
import { Input } from "console/input";
import { Mode } from "console/mode";
import type { Terminal } from "console/terminal";
import type { Clock } from "core/clock";
import type { Guard } from "core/guard";

/** Nothing has come for so long: who was there has gone. */
export const QUIET_MS = 300_000;

/** What a visit is given. */
export interface VisitOptions {
	readonly clock: Clock;
	readonly commands: readonly Command[];
	readonly host: Host;
	readonly session: Session;
	readonly terminal: Terminal;
	readonly history: History;
	/** Shares the line; it is closed with the visit. */
	readonly intruder: Intruder | undefined;
	readonly guard: Guard;
	/** Ticks at which something was typed last. */
	readonly typedAt: number;
}

/**
 * All that serves a person or a program at the console, and that a board which nobody types at can do without: the line editor, what waits,
 * the conversation. The first byte makes it; it is over when nothing has come for five minutes and nothing is under way.
 */
export class Visit {
	private readonly options: VisitOptions;
	private readonly editor: Editor;
	private readonly conversation: Conversation;
	private readonly _input: Input;

	constructor(options: VisitOptions) {
		const { clock, commands, guard, history, host, intruder, session, terminal, typedAt } = options;
		const known = {
			commands,
			sensors: () => (session.locked ? [] : sensorNames(host.draft.staged)),
			quantities: (sensor: string) => quantityNames(host, sensor),
		};
		const editor = new Editor(known, history);
		const onFree = (): void => this._input.advance();
		const staged = () => host.draft.staged;
		const conversation = new Conversation({ clock, commands, terminal, editor, host, session, guard, onFree });
		this.options = options;
		this.editor = editor;
		this.conversation = conversation;
		this._input = new Input({
			clock,
			known,
			staged,
			session,
			editor,
			terminal,
			conversation,
			intruder,
			guard,
			typedAt,
		});
		terminal.attach(editor);
	}

	/** Where bytes go. */
	get input(): Input {
		return this._input;
	}

	/** Milliseconds until it may be over; when something is under way, until that is to be looked at again. */
	get leftMs(): number {
		const left = this.quietAt - this.options.clock.ticks;
		return left > 0 ? left : QUIET_MS;
	}

	/** Nobody has been there for a while, and nothing is under way that would be lost. Never in JSON mode: a program that asks now and then does not need it made anew each time. */
	get over(): boolean {
		const { clock, intruder, session, terminal } = this.options;
		return (
			clock.ticks >= this.quietAt &&
			this.conversation.state.mode === Mode.Idle &&
			!session.json &&
			this.editor.empty &&
			this._input.resting &&
			terminal.settled &&
			!intruder?.busy
		);
	}

	/**
	 * The console locks itself. A task or a dialogue goes on to its end; an answer does not: the port may have taken none of it for hours, and
	 * whoever comes to it then is not to read on.
	 */
	cutOff(): void {
		const { mode } = this.conversation.state;
		if (mode !== Mode.Running && mode !== Mode.Dialogue) this.conversation.drop();
	}

	/** What shares the line takes no part any more. */
	quitSharing(): void {
		this.options.intruder?.close();
	}

	/** Ends it: no alarm is left, a task is given up. */
	close(): void {
		this._input.stop();
		this.conversation.stop();
		this.options.terminal.detach();
		this.quitSharing();
	}

	private get quietAt(): number {
		return this._input.heardAt + QUIET_MS;
	}
}
