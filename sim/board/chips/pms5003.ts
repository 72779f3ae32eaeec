/*
 * Plantower PMS5003 as the UART sees it. Written from "Digital universal particle concentration sensor PMS5003 series data manual", V2.3,
 * 2016-06-01, and not from the driver; names in quotes are its sections. What it answers to a command that changes its mode the manual does
 * not show: eight bytes, as programs that speak to one have it.
 */
import type { Environment } from "../environment";
import { byteMs, type TimedByte, type UartDevice } from "../uart";

/** What can be wrong with the sensor or its wires. Set a field to switch a fault on. */
export interface Pms5003Faults {
	/** Unplugged. */
	absent: boolean;
	/** A wrong sum behind each measurement. */
	badChecksum: boolean;
	/** Its receive pin is not connected: it stays in active mode. */
	deaf: boolean;
	/** A byte of noise in front of each frame. */
	noise: boolean;
	/** Stops in the middle of each measurement. */
	cut: boolean;
}

/** "Output result": from one measurement to the next in active mode, while nothing changes. */
const STABLE_MS = 2_300;
/** From the end of a command to the beginning of its answer; the manual has no figure. */
const ANSWER_MS = 10;
/** Length of a command ("Appendix II"). */
const COMMAND = 7;
/** "Circuit attentions": stable from then on; before, it understates here. */
const WARM_UP_MS = 30_000;

/** One PMS5003. `now` gives milliseconds on any clock that only goes forward. */
export class Pms5003Chip implements UartDevice {
	readonly faults: Pms5003Faults = { absent: false, badChecksum: false, deaf: false, noise: false, cut: false };
	readonly baud = 9_600;
	readonly #environment: Pick<Environment, "pm1" | "pm25" | "pm10">;
	readonly #now: () => number;
	#heard: number[] = [];
	#said: TimedByte[] = [];
	#active = true;
	#asleep = false;
	#started = 0;
	/** The next measurement of active mode. */
	#next = 0;

	constructor(environment: Pick<Environment, "pm1" | "pm25" | "pm10">, now: () => number) {
		this.#environment = environment;
		this.#now = now;
		this.powerOn();
	}

	/** True in active mode, which is what it comes up in. */
	get active(): boolean {
		return this.#active;
	}

	/** The supply comes back. */
	powerOn(): void {
		this.#active = true;
		this.#asleep = false;
		this.#started = this.#now();
		this.#next = this.#started + STABLE_MS;
		this.#heard = [];
		this.#said = [];
	}

	hear(byte: number, at: number): void {
		if (this.faults.absent || this.faults.deaf) return;
		this.#measureUpTo(at);
		this.#heard.push(byte);
		while (this.#heard.length > 0 && !beginsCommand(this.#heard)) this.#heard.shift();
		if (this.#heard.length < COMMAND) return;
		const command = this.#heard;
		this.#heard = [];
		const sum = command.slice(0, 5).reduce((total, one) => total + one, 0);
		if (sum === command[5] * 256 + command[6]) this.#obey(command[2], command[4], at + ANSWER_MS);
	}

	speak(now: number): readonly TimedByte[] {
		if (Number.isFinite(now)) this.#measureUpTo(now);
		const said = this.#said.filter(({ at }) => at <= now);
		this.#said = this.#said.filter(({ at }) => at > now);
		return this.faults.absent ? [] : said;
	}

	/** "Appendix II: PMS5003 transport protocol, passive mode". */
	#obey(command: number, data: number, at: number): void {
		if (command === 0xe1) {
			this.#active = data === 1;
			this.#next = at + STABLE_MS;
			this.#say(framed([0xe1, data]), at);
		} else if (command === 0xe4) {
			this.#asleep = data === 0;
			if (!this.#asleep) this.#started = at;
			else this.#say(framed([0xe4, data]), at);
		} else if (command === 0xe2 && !this.#active && !this.#asleep) this.#measure(at);
	}

	#measureUpTo(now: number): void {
		for (; this.#active && !this.#asleep && this.#next <= now; this.#next += STABLE_MS) this.#measure(this.#next);
	}

	/** "Appendix I": 13 words; 1 to 3 "CF=1", 4 to 6 "under atmospheric environment", 7 to 12 counts, 13 reserved. */
	#measure(at: number): void {
		const cold = at - this.#started < WARM_UP_MS ? 0.3 : 1;
		const environment = this.#environment;
		const air = [environment.pm1(), environment.pm25(), environment.pm10()].map((value) => Math.round(value * cold));
		// CF=1 is for a factory's dust: above some 30 µg/m³ it reads half as much again.
		const factory = air.map((value) => (value > 30 ? Math.round(value * 1.5) : value));
		const counts = [9, 3, 1, 0, 0, 0].map((count) => count * air[1]);
		const words = [...factory, ...air, ...counts, 0x9700];
		const frame = framed(words.flatMap((word) => [(word >> 8) & 0xff, word & 0xff]));
		if (this.faults.badChecksum) frame[frame.length - 1] ^= 0x01;
		if (this.faults.noise) frame.unshift(0x42);
		this.#say(this.faults.cut ? frame.slice(0, 20) : frame, at);
	}

	#say(bytes: readonly number[], from: number): void {
		const last = this.#said.at(-1)?.at ?? 0;
		let at = Math.max(from, last);
		for (const byte of bytes) {
			at += byteMs(this.baud);
			this.#said.push({ byte, at });
		}
	}
}

function beginsCommand(bytes: readonly number[]): boolean {
	return bytes[0] === 0x42 && (bytes.length < 2 || bytes[1] === 0x4d);
}

/** Start, length of what follows, `data`, and the sum of all of it. */
function framed(data: readonly number[]): number[] {
	const length = data.length + 2;
	const bytes = [0x42, 0x4d, length >> 8, length & 0xff, ...data];
	const sum = bytes.reduce((total, byte) => total + byte, 0);
	return [...bytes, sum >> 8, sum & 0xff];
}
