import type { CallBase } from "console/batch";
import type { Command, Intruder, SessionPort } from "console/command";
import { quantityNames, sensorNames } from "console/complete";
import { Conversation } from "console/conversation";
import { Editor } from "console/editor";
import type { Host } from "console/host";
import { Input } from "console/input";
import { Lock } from "console/lock";
import { Mode } from "console/mode";
import type { ConsolePort, PortEvents } from "console/port";
import type { LineSink } from "console/reporter";
import { Terminal } from "console/terminal";
import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";

/** Of device.name, in the prompt. */
const NAME_MAX = 20;

/** What a console is given. */
export interface ConsoleOptions {
	readonly clock: Clock;
	/** Opens the port; what it throws leaves the constructor. */
	readonly port: (events: PortEvents) => ConsolePort;
	readonly host: Host;
	/** The table (console/commands). */
	readonly commands: readonly Command[];
	/** Shares the line (Improv); `send` writes a packet, whole or, where there is no room for it now, not at all: then it gives false. */
	readonly intruder?: (send: (packet: Uint8Array) => boolean) => Intruder;
	/** "off", "error", "info" or "debug"; "info" when not given. */
	readonly level?: string;
	/** Begin in JSON mode. */
	readonly json?: boolean;
	/** A defect of the console itself: it is closed, and does nothing more. What a command throws is no such defect. */
	readonly onFault: (error: unknown) => void;
}

/** The serial console: keys in, commands run, answers and log lines out. */
export class Console implements LineSink, SessionPort {
	readonly #host: Host;
	readonly #port: ConsolePort;
	readonly #editor: Editor;
	readonly #terminal: Terminal;
	readonly #conversation: Conversation;
	readonly #input: Input;
	readonly #lock: Lock;
	readonly #autoLock: Alarm;
	#json: boolean;
	#usualLevel: string;
	#dropped = 0;
	/** The lowest level of log lines that are wanted here: "off", "error", "info", "debug". Whoever reports asks before it makes a line. */
	level: string;

	/** Opens the port and shows the first prompt. */
	constructor(options: ConsoleOptions) {
		const { clock, host, commands } = options;
		const guard = new Guard((error) => {
			this.#port?.close();
			options.onFault(error);
		});
		this.#host = host;
		this.#json = options.json ?? false;
		this.#usualLevel = options.level ?? "info";
		this.level = this.#json ? "off" : this.#usualLevel;
		this.#lock = new Lock({ clock, host });
		const known = {
			commands,
			sensors: () => this.#sensorNames(),
			quantities: (sensor: string) => quantityNames(host, sensor),
		};
		this.#editor = new Editor(known);
		let bytes: Uint8Array = new Uint8Array(0);
		const receive = guard.wrap1((count: number) => this.#input.receive(bytes, count));
		this.#port = options.port({
			onBytes(given, count): void {
				bytes = given;
				receive(count);
			},
			onLost: guard.wrap(() => this.#input.lose()),
			onRoom: guard.wrap(() => this.#input.advance()),
		});
		this.#terminal = new Terminal(this.#port, this.#editor);
		this.#conversation = new Conversation({
			clock,
			commands,
			terminal: this.#terminal,
			editor: this.#editor,
			base: () => this.#base(),
			prompt: () => this.#prompt(),
			guarded: (callback) => guard.wrap(callback),
			onFree: () => this.#input.advance(),
		});
		this.#input = new Input({
			clock,
			known,
			staged: () => this.#host.draft.staged,
			session: this,
			editor: this.#editor,
			terminal: this.#terminal,
			conversation: this.#conversation,
			prompt: () => this.#prompt(),
			json: () => this.#json,
			guarded: (callback) => guard.wrap(callback),
			...(options.intruder ? { intruder: options.intruder((packet) => this.#send(packet)) } : {}),
		});
		this.#autoLock = clock.alarm(guard.wrap(() => this.#watch()));
		this.#conversation.start();
	}

	/** Log lines are to be JSON, an object a line. */
	get json(): boolean {
		return this.#json;
	}

	get locked(): boolean {
		return this.#lock.locked;
	}

	/** A log line. It comes above what is being typed; when there is no room it is dropped, and counted. */
	line(text: string): void {
		if (this.level === "off") return;
		if (this.#dropped > 0 && this.#terminal.above(this.#droppedLine())) this.#dropped = 0;
		if (this.#dropped > 0 || !this.#terminal.above(text)) this.#dropped++;
	}

	setJson(on: boolean): void {
		if (on === this.#json) return;
		if (on) this.#usualLevel = this.level;
		this.#json = on;
		this.level = on ? "off" : this.#usualLevel;
	}

	lock(): void {
		this.#lock.lock();
		this.#editor.forget();
	}

	unlock(password: string): string | undefined {
		const problem = this.#lock.unlock(password);
		this.#watch();
		return problem;
	}

	/** Other settings are in force: console.password and console.autoLock may be among them. */
	apply(): void {
		this.#watch();
	}

	/** Closes the port and forgets what is under way. */
	close(): void {
		this.#autoLock.clear();
		this.#input.stop();
		this.#conversation.stop();
		this.#port.close();
	}

	#send(packet: Uint8Array): boolean {
		if (packet.length > this.#port.room) return false;
		this.#port.send(packet);
		return true;
	}

	#base(): CallBase {
		return { host: this.#host, session: this, json: this.#json };
	}

	#prompt(): string {
		const { draft } = this.#host;
		const name = draft.active.text("device.name").slice(0, NAME_MAX) || "fieldfeed";
		if (this.locked) return `${name} (locked)> `;
		return draft.changed ? `${name}*> ` : `${name}> `;
	}

	#droppedLine(): string {
		const lines = this.#dropped;
		return this.#json ? JSON.stringify({ event: "dropped", lines }) : `(${lines} lines dropped)`;
	}

	/**
	 * Locks when nothing was typed for console.autoLock seconds, and sleeps until that could be; not at all while there is nothing to lock. A
	 * task or a dialogue goes on to its end; an answer does not: the port may have taken none of it for hours, and whoever comes to it then is
	 * not to read on.
	 */
	#watch(): void {
		const seconds = this.#host.draft.active.number("console.autoLock");
		if (seconds <= 0 || !this.#host.locks || this.locked) return this.#autoLock.clear();
		const left = seconds * 1_000 - this.#input.idleMs;
		if (left > 0) return this.#autoLock.set(left);
		const { mode } = this.#conversation.state;
		this.lock();
		if (!this.#json) this.#terminal.print(`locked: nothing was typed for ${seconds} s`);
		if (mode !== Mode.Running && mode !== Mode.Dialogue) this.#conversation.drop();
	}

	#sensorNames(): readonly string[] {
		return this.locked ? [] : sensorNames(this.#host.draft.staged);
	}
}
