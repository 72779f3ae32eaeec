/*
 * Sensirion SHT3x-DIS as the bus sees it. Written from "Datasheet SHT3x-DIS", version 7, December 2022, and not from the
 * driver, so that a mistake in one shows in the other; § and table numbers are the datasheet's.
 */
import type { I2cChip } from "../chip";
import type { Environment } from "../environment";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface Sht3xFaults {
	/** Unplugged: acknowledges nothing. */
	absent: boolean;
	/** Sends a wrong checksum with this word. */
	badChecksum: "none" | "temperature" | "humidity";
	/** Takes commands and never has a result. */
	busyForever: boolean;
	/** Keeps sending the words it sent last, with their right checksums. */
	stuck: boolean;
	/** SDA is stuck high while it reads: each byte arrives as 0xFF. */
	stuckHigh: boolean;
	/** A copy of another maker, which knows no serial number (esphome/esphome, pull request 14224). */
	noSerial: boolean;
}

/** 16-bit commands; measurement commands are in CONVERSION_MS. */
const enum Command {
	ClearStatus = 0x3041,
	HeaterDisable = 0x3066,
	HeaterEnable = 0x306d,
	Break = 0x3093,
	/** Serial number, without and with clock stretching; not in the datasheet but in "Electronic identification code SHT3x", sensirion.com. */
	ReadSerial = 0x3682,
	ReadSerialStretching = 0x3780,
	SoftReset = 0x30a2,
	ReadStatus = 0xf32d,
}

/** Bits of the status register (table 18). */
const enum Status {
	CommandFailed = 0x0002,
	ResetDetected = 0x0010,
	HeaterOn = 0x2000,
	AlertPending = 0x8000,
	/** What "clear status register" clears: bits 15, 11, 10 and 4 (table 19). */
	Clearable = 0x8c10,
	AfterReset = 0x8010,
}

/** Single shot commands (table 9) and the longest each takes, in ms, from 2.4 V supply voltage on (table 4). */
const CONVERSION_MS: ReadonlyMap<number, number> = new Map([
	[0x2c06, 15],
	[0x2c0d, 6],
	[0x2c10, 4],
	[0x2400, 15],
	[0x240b, 6],
	[0x2416, 4],
]);
/** Time after a command in which no other is received (§4); a break takes as long (§4.8). */
const COMMAND_MS = 1;
/** Soft reset time (table 4). */
const RESET_MS = 1.5;
/** What the heater adds: "in the range of a few degrees" (§4.10). */
const HEATER_DEGREES = 3;
/** Its two words; any. */
const SERIAL: readonly [number, number] = [0x0ab1, 0x2c3d];

/** What the next read transfer gets: nothing, the status register, the serial number, or a result that is there from `ready` on. */
type Answer =
	| { readonly kind: "none" }
	| { readonly kind: "status" }
	| { readonly kind: "serial" }
	| { readonly kind: "result"; readonly ready: number; readonly stretch: boolean };
const NONE: Answer = { kind: "none" };

/** One SHT3x. `now` gives milliseconds on any clock that only goes forward. */
export class Sht3xChip implements I2cChip {
	readonly faults: Sht3xFaults = {
		absent: false,
		badChecksum: "none",
		busyForever: false,
		stuck: false,
		stuckHigh: false,
		noSerial: false,
	};
	readonly #environment: Pick<Environment, "temperature" | "humidity">;
	readonly #now: () => number;
	#status: number = Status.AfterReset;
	#answer: Answer = NONE;
	#deafUntil = Number.NEGATIVE_INFINITY;
	/** Result words of the last conversion: temperature, humidity. */
	#words: readonly [number, number] = [0, 0];

	constructor(environment: Pick<Environment, "temperature" | "humidity">, now: () => number) {
		this.#environment = environment;
		this.#now = now;
	}

	write(bytes: Uint8Array): boolean {
		if (this.faults.absent) return false;
		if (bytes.length === 0) return true;
		const command = bytes.length >= 2 ? (bytes[0] << 8) | bytes[1] : -1;
		const now = this.#now();
		if (now < this.#deafUntil) return false;
		// §4.5 and §4.9: while it is measuring only a break is sure to get through.
		if (this.#measuring(now) && command !== Command.Break) return false;
		this.#deafUntil = now + (command === Command.SoftReset ? RESET_MS : COMMAND_MS);
		this.#execute(command, now);
		return true;
	}

	read(count: number): Uint8Array | undefined {
		const { faults } = this;
		const answer = this.#answer;
		if (faults.absent || answer.kind === "none") return undefined;
		// With clock stretching the chip holds SCL until the result is there; a model cannot hold time, so it answers at once.
		if (answer.kind === "result" && !answer.stretch && this.#measuring(this.#now())) return undefined;
		if (answer.kind === "result" && faults.busyForever) return undefined;
		this.#answer = NONE;
		const reply = new Uint8Array(count).fill(0xff);
		if (!faults.stuckHigh) reply.set(this.#bytes(answer).slice(0, count));
		return reply;
	}

	#measuring(now: number): boolean {
		return this.#answer.kind === "result" && now < this.#answer.ready;
	}

	#execute(command: number, now: number): void {
		const duration = CONVERSION_MS.get(command);
		this.#answer = NONE;
		this.#status &= ~Status.CommandFailed;
		if (duration !== undefined) this.#measure(now + duration, command >> 8 === 0x2c);
		else if (command === Command.ReadStatus) this.#answer = { kind: "status" };
		else if (command === Command.ReadSerial || command === Command.ReadSerialStretching) this.#identify();
		else if (command === Command.ClearStatus) this.#status &= ~Status.Clearable;
		else if (command === Command.HeaterEnable) this.#status |= Status.HeaterOn;
		else if (command === Command.HeaterDisable) this.#status &= ~Status.HeaterOn;
		else if (command === Command.SoftReset) this.#status = Status.AfterReset;
		else if (command !== Command.Break) this.#status |= Status.CommandFailed;
	}

	#identify(): void {
		if (this.faults.noSerial) this.#status |= Status.CommandFailed;
		else this.#answer = { kind: "serial" };
	}

	#measure(ready: number, stretch: boolean): void {
		this.#answer = { kind: "result", ready, stretch };
		if (this.faults.stuck) return;
		const heat = this.#status & Status.HeaterOn ? HEATER_DEGREES : 0;
		const temperature = this.#environment.temperature() + heat;
		// §4.13, solved for the words.
		this.#words = [word((temperature + 45) / 175), word(this.#environment.humidity() / 100)];
	}

	#bytes(answer: Answer): number[] {
		if (answer.kind === "status") return checked(this.#status, false);
		if (answer.kind === "serial") return [...checked(SERIAL[0], false), ...checked(SERIAL[1], false)];
		const bad = this.faults.badChecksum;
		const [temperature, humidity] = this.#words;
		return [...checked(temperature, bad === "temperature"), ...checked(humidity, bad === "humidity")];
	}
}

/** The 16-bit word for a fraction of full scale. */
function word(fraction: number): number {
	return Math.min(0xffff, Math.max(0, Math.round(fraction * 0xffff)));
}

/** A word as it goes over the wire: most significant byte, least, checksum (§4.4). */
function checked(value: number, wrong: boolean): number[] {
	const crc = checksum(value);
	return [value >> 8, value & 0xff, wrong ? crc ^ 0x01 : crc];
}

/**
 * Table 20 by long division: the word with the initial value on its first byte, times x⁸, modulo x⁸ + x⁵ + x⁴ + 1. Another
 * way than the driver's, on purpose.
 */
function checksum(value: number): number {
	let rest = (value ^ 0xff00) * 0x100;
	for (let bit = 23; bit >= 8; bit--) if (rest & (1 << bit)) rest ^= 0x131 << (bit - 8);
	return rest;
}
