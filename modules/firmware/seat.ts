import type { Command, Intruder } from "console/command";
import { Console, type ConsoleOwner } from "console/console";
import type { Host } from "console/host";
import { Improv } from "console/improv";
import type { ConsolePort, PortEvents } from "console/port";
import type { Format, LineSink, Output } from "console/reporter";
import type { Alarm, Clock } from "core/clock";

/** A console that met a defect is opened again so much later. */
export const REOPEN_MS = 60_000;

/** What a seat is given. */
export interface SeatOptions {
	readonly clock: Clock;
	readonly commands: readonly Command[];
	/** Not for a board without a serial port, or whose port is the debugger's. */
	readonly hasPort: boolean;
	/** Opens the board's serial port; throws when it cannot. */
	openPort(events: PortEvents): ConsolePort;
	/** A defect was caught in the console. Must not throw. */
	onConsoleFault(error: unknown): void;
}

/**
 * The console's place: one of the reporter's outputs, with or without a console on it. A board whose port does not open, or whose console
 * has met a defect, still measures and publishes; the console is opened anew after a minute.
 */
export class Seat implements Output, LineSink, ConsoleOwner {
	private readonly options: SeatOptions;
	/** There from the beginning: it may be needed where there is no memory for anything. */
	private readonly alarm: Alarm;
	private host: Host | undefined;
	private console: Console | undefined;
	/** console.log as it was read last. */
	private saved = "";

	constructor(options: SeatOptions) {
		this.options = options;
		// Not under core/guard, which would latch: try throws nothing.
		this.alarm = options.clock.alarm(() => this.try());
	}

	/** True while there is a console. */
	get taken(): boolean {
		return this.console !== undefined;
	}

	get sink(): LineSink {
		return this;
	}

	get format(): Format {
		return this.console?.json ? "json" : "text";
	}

	get level(): string {
		return this.console?.level ?? "off";
	}

	line(text: string): void {
		this.console?.line(text);
	}

	/** Opens the console for `host`, where the board has a port for it. */
	open(host: Host): void {
		this.host = host;
		this.try();
	}

	/** The settings in force may be others: a console.log that was saved counts for the console that is open, too. */
	apply(): void {
		const saved = this.savedLevel();
		if (saved !== this.saved && this.console && !this.console.json) this.console.level = saved;
		this.saved = saved;
		this.console?.apply();
	}

	/** Closes it for good. Safe to call twice. */
	close(): void {
		this.host = undefined;
		this.alarm.clear();
		const console = this.console;
		this.console = undefined; // even where its port throws: closing again must not
		console?.close();
	}

	/** Improv beside the console, on the same line. A defect of it is its own end, not the console's. */
	share(host: Host, write: (packet: Uint8Array) => boolean): Intruder {
		const locked = (): boolean => this.console?.locked ?? true;
		const say = (line: string): void => this.line(line);
		const onFault = (error: unknown): void => this.options.onConsoleFault(error);
		return new Improv({ clock: this.options.clock, host, write, locked, say, onFault });
	}

	/** The console has met a defect, and closed its port. */
	failed(error: unknown): void {
		this.console = undefined;
		this.alarm.set(REOPEN_MS);
		this.options.onConsoleFault(error);
	}

	private try(): void {
		const options = this.options;
		const host = this.host;
		if (!host || !options.hasPort || this.console) return;
		this.saved = this.savedLevel();
		try {
			this.console = new Console({
				clock: options.clock,
				host,
				commands: options.commands,
				port: (events) => options.openPort(events),
				owner: this,
				level: this.saved,
			});
		} catch {
			this.alarm.set(REOPEN_MS); // another owner, or no memory for it now
		}
	}

	private savedLevel(): string {
		return this.host?.draft.active.text("console.log") ?? "";
	}
}
