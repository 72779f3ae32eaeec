/*
 * Sensirion SCD41 as the bus sees it (an SCD40 lacks single shot and sleep). Written from the datasheet "SCD4x", version 1.3, September 2022,
 * and not from the driver; § and table numbers are the datasheet's.
 */
import type { I2cChip } from "../chip";
import type { Environment } from "../environment";
import { checked, checksum, word } from "./sensirion";

/** What can be wrong with the chip or its wires. Set a field to switch a fault on. */
export interface Scd4xFaults {
	/** Unplugged: acknowledges nothing. */
	absent: boolean;
	/** Sends a wrong checksum with this word. */
	badChecksum: "none" | "serial" | "ready" | "co2" | "temperature" | "humidity";
	/** It measures and never has a result. */
	busyForever: boolean;
	/** SDA is stuck while it reads: each byte arrives as 0xFF, or as 0x00. */
	stuckHigh: boolean;
	stuckLow: boolean;
	/** Its cell leaks: it has no CO2 result. */
	noCo2: boolean;
}

/** Commands (table 9). */
const enum Command {
	StartPeriodic = 0x21b1,
	StartLowPower = 0x21ac,
	ReadMeasurement = 0xec05,
	Stop = 0x3f86,
	SetAltitude = 0x2427,
	GetAltitude = 0x2322,
	SetPressure = 0xe000,
	GetDataReady = 0xe4b8,
	GetSerial = 0x3682,
	PowerDown = 0x36e0,
	WakeUp = 0x36f6,
}

/** The commands that it takes while it measures (table 9, last column). */
const DURING: readonly number[] = [Command.ReadMeasurement, Command.Stop, Command.SetPressure, Command.GetDataReady];
const COMMAND_MS = 1;
const STOP_MS = 500;
const WAKE_MS = 20;
/** Power up time (table 7). */
const POWER_UP_MS = 1_000;
const PERIODIC_MS = 5_000;
const LOW_POWER_MS = 30_000;
/** Table 24's example. */
const SERIAL = [0xf896, 0x9f07, 0x3bbe];

type Air = Pick<Environment, "co2" | "temperature" | "humidity">;
type Mode = { readonly kind: "idle" | "asleep" } | { readonly kind: "measuring"; readonly since: number };
const IDLE: Mode = { kind: "idle" };

/** One SCD41. `now` gives milliseconds on any clock that only goes forward. A measurement is of the air in the moment it is read. */
export class Scd4xChip implements I2cChip {
	readonly faults: Scd4xFaults = {
		absent: false,
		badChecksum: "none",
		busyForever: false,
		stuckHigh: false,
		stuckLow: false,
		noCo2: false,
	};
	/** Milliseconds from one measurement to the next in the mode that was started last. */
	rhythmMs = PERIODIC_MS;
	/** How late each measurement is, as a factor: the rhythm is the chip's own clock's. */
	slowness = 1;
	/** Of a command other than stop; 0 where time stands still during a transfer, as on the simulated bus. */
	commandMs = COMMAND_MS;
	/** Metres, as set since its power came. */
	altitude = 0;
	/** Times it was told to start. */
	started = 0;
	readonly #air: Air;
	readonly #now: () => number;
	#mode: Mode = IDLE;
	/** Measurements that were read since it was started. */
	#read = 0;
	#deafUntil = Number.NEGATIVE_INFINITY;
	#answer: (() => readonly number[] | undefined) | undefined;

	constructor(air: Air, now: () => number) {
		this.#air = air;
		this.#now = now;
	}

	/** Its power was cut and is back: it idles, with the settings of its EEPROM. */
	reset(): void {
		this.#mode = IDLE;
		this.#answer = undefined;
		this.altitude = 0;
		this.#deafUntil = this.#now() + POWER_UP_MS;
	}

	write(bytes: Uint8Array): boolean {
		const now = this.#now();
		const command = bytes.length >= 2 ? (bytes[0] << 8) | bytes[1] : -1;
		if (this.faults.absent || now < this.#deafUntil) return false;
		if (this.#mode.kind === "asleep") {
			// §3.10.4: it wakes up, and does not acknowledge.
			if (command === Command.WakeUp) this.#enter(IDLE, WAKE_MS);
			return false;
		}
		if (bytes.length === 0) return true;
		if (this.#mode.kind === "measuring" && !DURING.includes(command)) return false;
		if (bytes.length === 5 && checksum([bytes[2], bytes[3]]) !== bytes[4]) return false;
		this.#deafUntil = now + this.commandMs;
		this.#answer = undefined;
		this.#execute(command, (bytes[2] << 8) | bytes[3]);
		return true;
	}

	read(count: number): Uint8Array | undefined {
		const { absent, stuckHigh, stuckLow } = this.faults;
		if (absent || this.#now() < this.#deafUntil) return undefined;
		const bytes = this.#answer?.();
		this.#answer = undefined;
		if (!bytes) return undefined;
		const reply = new Uint8Array(count).fill(stuckLow ? 0 : 0xff);
		if (!stuckHigh && !stuckLow) reply.set(bytes.slice(0, count));
		return reply;
	}

	#enter(mode: Mode, ms: number): void {
		this.#mode = mode;
		this.#deafUntil = this.#now() + ms;
	}

	#execute(command: number, value: number): void {
		const { badChecksum } = this.faults;
		switch (command) {
			case Command.StartPeriodic:
				return this.#start(PERIODIC_MS);
			case Command.StartLowPower:
				return this.#start(LOW_POWER_MS);
			case Command.Stop:
				return this.#enter(IDLE, STOP_MS);
			case Command.PowerDown:
				return this.#enter({ kind: "asleep" }, 0);
			case Command.SetAltitude:
				this.altitude = value;
				break;
			case Command.GetAltitude:
				this.#answer = () => checked(this.altitude);
				break;
			case Command.GetSerial:
				this.#answer = () => SERIAL.flatMap((part) => checked(part, badChecksum === "serial"));
				break;
			case Command.GetDataReady:
				// Table 22: the least significant 11 bits say it.
				this.#answer = () => checked(this.#waiting ? 0x8006 : 0x8000, badChecksum === "ready");
				break;
			case Command.ReadMeasurement:
				this.#answer = () => this.#measurement();
				break;
		}
	}

	#start(rhythmMs: number): void {
		this.rhythmMs = rhythmMs;
		this.started++;
		this.#read = 0;
		this.#mode = { kind: "measuring", since: this.#now() };
	}

	/** The measurements it has made since it was started. */
	get #made(): number {
		const mode = this.#mode;
		if (mode.kind !== "measuring" || this.faults.busyForever) return 0;
		return Math.floor((this.#now() - mode.since) / (this.rhythmMs * this.slowness));
	}

	/** One that was not read. */
	get #waiting(): boolean {
		return this.#made > this.#read;
	}

	/** §3.5.2: once per signal update; without one the read is not acknowledged. */
	#measurement(): readonly number[] | undefined {
		const { badChecksum, noCo2 } = this.faults;
		if (!this.#waiting) return undefined;
		this.#read = this.#made;
		const air = this.#air;
		return [
			...checked(noCo2 ? 0 : Math.min(40_000, Math.round(air.co2())), badChecksum === "co2"),
			...checked(word((air.temperature() + 45) / 175), badChecksum === "temperature"),
			...checked(word(air.humidity() / 100), badChecksum === "humidity"),
		];
	}
}
