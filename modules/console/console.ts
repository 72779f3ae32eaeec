import type { Command, Intruder, Session } from "console/command";
import { History } from "console/history";
import type { Host } from "console/host";
import { Lock } from "console/lock";
import type { ConsolePort, PortEvents } from "console/port";
import type { LineSink } from "console/reporter";
import { Terminal } from "console/terminal";
import { Visit } from "console/visit";
import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";

/** Of device.name, in the prompt. */
const NAME_MAX = 20;
const NONE = Uint8Array.of();
const NEVER = Number.POSITIVE_INFINITY;

/** Who the console belongs to. */
export interface ConsoleOwner {
	/** Makes what shares the line (Improv), if anything does; `send` writes a packet, whole or, where there is no room for it now, not at all: then it gives false. */
	share(host: Host, send: (packet: Uint8Array) => boolean): Intruder | undefined;
	/** A defect of the console itself: it is closed, and does nothing more. What a command throws is no such defect. Must not throw. */
	failed(error: unknown): void;
}

/** What a console is given. */
export interface ConsoleOptions {
	readonly clock: Clock;
	/** Opens the port; what it throws leaves the constructor. */
	readonly port: (events: PortEvents) => ConsolePort;
	readonly host: Host;
	/** The table (console/commands). */
	readonly commands: readonly Command[];
	readonly owner: ConsoleOwner;
	/** "off", "error", "info" or "debug"; "info" when not given. */
	readonly level?: string;
	/** Begin in JSON mode. */
	readonly json?: boolean;
}

/**
 * The serial console: keys in, commands run, answers and log lines out. By itself it shows log lines and a prompt; what serves whoever types
 * (console/visit) is made by their first byte, and given up when they have gone.
 */
export class Console implements LineSink, PortEvents, Session {
	private readonly _clock: Clock;
	private readonly _host: Host;
	private readonly _commands: readonly Command[];
	private readonly _owner: ConsoleOwner;
	private readonly guard: Guard<Console>;
	private readonly alarm: Alarm;
	private readonly _lock: Lock;
	private readonly _port: ConsolePort;
	private readonly terminal: Terminal;
	private visit: Visit | undefined;
	/** Lines for the arrow keys, where there are any: whoever comes back has them. */
	private history: History | undefined;
	/** Ticks at which something was typed last, before this visit. */
	private typedAt = 0;
	private bytes: Uint8Array = NONE;
	private count = 0;
	private _json: boolean;
	private usualLevel: string;
	private dropped = 0;
	/** The lowest level of log lines that are wanted here: "off", "error", "info", "debug". Whoever reports asks before it makes a line. */
	level: string;

	/** Opens the port and shows the first prompt. */
	constructor(options: ConsoleOptions) {
		const { clock, host, json = false, level = "info" } = options;
		this._clock = clock;
		this._host = host;
		this._commands = options.commands;
		this._owner = options.owner;
		this._json = json;
		this.usualLevel = level;
		this.level = json ? "off" : level;
		this._lock = new Lock({ clock, host });
		this.guard = new Guard<Console>(this.fail, this);
		this.alarm = clock.alarm(this.due, this.guard);
		this._port = options.port(this);
		this.terminal = new Terminal(this._port);
		this.showPrompt();
	}

	/** True while what serves somebody who types is there. */
	get visited(): boolean {
		return this.visit !== undefined;
	}

	/** Log lines are to be JSON, an object a line. */
	get json(): boolean {
		return this._json;
	}

	get locked(): boolean {
		return this._lock.locked;
	}

	/** A log line. It comes above what is being typed; when there is no room it is dropped, and counted. */
	line(text: string): void {
		if (this.level === "off") return;
		if (this.dropped > 0 && this.terminal.above(this.droppedLine())) this.dropped = 0;
		if (this.dropped > 0 || !this.terminal.above(text)) this.dropped++;
	}

	setJson(on: boolean): void {
		if (on === this._json) return;
		if (on) this.usualLevel = this.level;
		this._json = on;
		this.level = on ? "off" : this.usualLevel;
	}

	/** What stands in front of the line. */
	get prompt(): string {
		const { draft } = this._host;
		const name = draft.active.text("device.name").slice(0, NAME_MAX) || "fieldfeed";
		if (this.locked) return `${name} (locked)> `;
		return draft.changed ? `${name}*> ` : `${name}> `;
	}

	onBytes(bytes: Uint8Array, count: number): void {
		this.bytes = bytes;
		this.count = count;
		this.guard.run1(this.arrived, false);
	}

	onLost(): void {
		this.guard.run1(this.arrived, true);
	}

	onRoom(): void {
		this.guard.run(this.roomier);
	}

	lock(): void {
		this._lock.lock();
		this.history?.clear();
	}

	unlock(password: string): string | undefined {
		const problem = this._lock.unlock(password);
		this.watch();
		return problem;
	}

	/** Other settings are in force: console.password and console.autoLock may be among them. */
	apply(): void {
		this.watch();
	}

	/** Closes the port and forgets what is under way. */
	close(): void {
		this.alarm.clear();
		this.visit?.close();
		this.visit = undefined;
		this._port.close();
	}

	private roomier(): void {
		if (this.visit) this.visit.input.advance();
		else this.terminal.flush();
	}

	private arrived(lost: boolean): void {
		const begins = !this.visit;
		this.visit ??= this.begin();
		const { input } = this.visit;
		if (lost) input.lose();
		else input.receive(this.bytes, this.count);
		if (begins && this.visit) this.watch(); // a command among them may have closed it
	}

	private begin(): Visit {
		this.history ??= new History();
		return new Visit({
			clock: this._clock,
			commands: this._commands,
			host: this._host,
			session: this,
			terminal: this.terminal,
			history: this.history,
			intruder: this._owner.share(this._host, (packet) => this.send(packet)),
			guard: this.guard,
			typedAt: this.typedAt,
		});
	}

	private watch(): void {
		this.sleep(this.lockWhenDue());
	}

	/** An alarm alone comes here, never a command: what runs must not lose its visit. */
	private due(): void {
		const left = this.lockWhenDue();
		if (this.visit?.over) this.leave(this.visit);
		this.sleep(left);
	}

	/** Nobody is there: what they needed goes, and what is on the screen stays. */
	private leave(visit: Visit): void {
		this.typedAt = visit.input.typedAt;
		visit.close();
		this.visit = undefined;
		if (this.history?.empty) this.history = undefined;
	}

	/** Until it may be time to lock, in `lockMs`, or the visit may be over. */
	private sleep(lockMs: number): void {
		const ms = Math.min(lockMs, this.visit?.leftMs ?? NEVER);
		if (ms === NEVER) this.alarm.clear();
		else this.alarm.set(ms);
	}

	private send(packet: Uint8Array): boolean {
		if (packet.length > this._port.room) return false;
		this._port.send(packet);
		return true;
	}

	private showPrompt(): void {
		if (!this._json) this.terminal.open(this.prompt);
	}

	private droppedLine(): string {
		const lines = this.dropped;
		return this._json ? JSON.stringify({ event: "dropped", lines }) : `(${lines} lines dropped)`;
	}

	/** Locks when nothing was typed for console.autoLock seconds. Milliseconds until that could be, `NEVER` while there is nothing to lock. */
	private lockWhenDue(): number {
		const seconds = this._host.draft.active.number("console.autoLock");
		if (seconds <= 0 || !this._host.locks || this.locked) return NEVER;
		const left = seconds * 1_000 - (this._clock.ticks - (this.visit?.input.typedAt ?? this.typedAt));
		if (left > 0) return left;
		this.lock();
		if (!this._json) this.terminal.print(`locked: nothing was typed for ${seconds} s`);
		if (this.visit) this.visit.cutOff();
		else this.showPrompt();
		return NEVER;
	}

	private fail(error: unknown): void {
		this.alarm.clear();
		this.visit?.quitSharing();
		this.visit = undefined;
		this._port?.close();
		this._owner.failed(error);
	}
}
