import type { Command, Intruder } from "console/command";
import { COMMANDS } from "console/commands";
import { Console, type ConsoleOwner } from "console/console";
import type { ConsolePort, PortEvents } from "console/port";
import { fromUtf8, toUtf8 } from "core/utf8";
import { FakeClock } from "fakes/clock";
import { FakeHost } from "fakes/host";
import { FakeScreen } from "fakes/screen";

/** What a FakeTerminal is given. */
export interface FakeTerminalOptions {
	readonly host?: FakeHost;
	readonly commands?: readonly Command[];
	readonly intruder?: (send: (bytes: Uint8Array) => void) => Intruder;
	readonly json?: boolean;
	readonly level?: string;
	/** Bytes of room at first; plenty when not given. */
	readonly room?: number;
}

/** A person, or a program, at a console: types, and sees the screen. */
export class FakeTerminal implements ConsolePort, ConsoleOwner {
	readonly clock = new FakeClock();
	readonly host: FakeHost;
	readonly screen = new FakeScreen();
	readonly console: Console;
	#output = "";
	readonly packets: Uint8Array[] = [];
	readonly faults: unknown[] = [];
	room: number;
	/** More was written than there was room for. */
	overrun = false;
	closed = 0;
	#taken = 0;
	#events: PortEvents | undefined;
	readonly #intruder: FakeTerminalOptions["intruder"];

	constructor(options: FakeTerminalOptions = {}) {
		const { host = new FakeHost(), commands = COMMANDS, room = Number.POSITIVE_INFINITY } = options;
		this.host = host;
		this.room = room;
		this.#intruder = options.intruder;
		this.console = new Console({
			clock: this.clock,
			host,
			commands,
			port: (events) => {
				this.#events = events;
				return this;
			},
			owner: this,
			...(options.level === undefined ? {} : { level: options.level }),
			...(options.json === undefined ? {} : { json: options.json }),
		});
	}

	share(_host: unknown, send: (bytes: Uint8Array) => void): Intruder | undefined {
		return this.#intruder?.(send);
	}

	failed(error: unknown): void {
		this.faults.push(error);
	}

	/** Everything that was written. */
	get output(): string {
		this.clock.advance(0);
		return this.#output;
	}

	/** Types text, all at once. */
	type(text: string): void {
		const bytes = toUtf8(text);
		if (!bytes) throw new Error("use bytes for what is no text");
		this.bytes(bytes);
	}

	/** Types text key by key, each in a call of its own. */
	keys(text: string): void {
		for (const character of text) this.type(character);
	}

	/** Bytes arrive. */
	bytes(bytes: Uint8Array | readonly number[]): void {
		const given = Uint8Array.from(bytes);
		this.#events?.onBytes(given, given.length);
		this.clock.advance(0);
		if (this.faults.length > 0) throw this.faults[0];
	}

	/** Types a command and Enter; what was printed between the echo and the next prompt, line by line. */
	run(line: string): readonly string[] {
		this.take();
		this.type(`${line}\r`);
		const lines = this.take().split("\r\n");
		return this.console.json ? lines.slice(0, -1) : lines.slice(1, -1);
	}

	/** What was written since the last call. */
	take(): string {
		const text = this.output.slice(this.#taken);
		this.#taken = this.#output.length;
		return text;
	}

	/** The port has lost bytes. */
	lose(): void {
		this.#events?.onLost();
		this.clock.advance(0);
	}

	/** There is room for `count` bytes more. */
	makeRoom(count: number): void {
		this.room += count;
		this.#events?.onRoom();
		this.clock.advance(0);
	}

	write(text: string): void {
		const bytes = toUtf8(text);
		if (!bytes || bytes.length > this.room) this.overrun = true;
		this.room -= bytes?.length ?? 0;
		this.#output += text;
		this.screen.write(text);
	}

	send(bytes: Uint8Array): void {
		this.packets.push(bytes.slice());
		this.room -= bytes.length;
	}

	close(): void {
		this.closed++;
	}
}

/** Text out of bytes that are text. */
export function asText(bytes: Uint8Array): string {
	return fromUtf8(bytes, 0, bytes.length) ?? "";
}
