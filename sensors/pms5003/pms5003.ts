/*
 * Plantower PMS5003 over a UART: particles in the air. Source of what is not marked otherwise: "Digital universal particle concentration
 * sensor PMS5003 series data manual", V2.3, Plantower, 2016-06-01; names in quotes are its sections. It does not show what the sensor
 * answers to "change mode": 42 4D 00 04 E1 00 01 74, as several programs that were run against one have it.
 */
import type { CatalogEntry } from "sensors/entry";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";
import type { Serial } from "sensors/serial";
import { openSerial, type SerialPlace, serialPlace } from "sensors/serial-place";

/** "Appendix I: PMS5003 transport protocol": 9600 bit/s, no parity, 1 stop bit. */
const BAUD = 9_600;
/** "Appendix II": change mode to passive, and read in passive mode; the last two bytes are the sum of those before. */
const PASSIVE = Uint8Array.of(0x42, 0x4d, 0xe1, 0x00, 0x00, 0x01, 0x70);
const READ = Uint8Array.of(0x42, 0x4d, 0xe2, 0x00, 0x00, 0x01, 0x71);

/** The two bytes that every frame begins with. */
const START_1 = 0x42;
const START_2 = 0x4d;
/** Start, and the two bytes that say how many follow: 28 of a measurement, 4 of an answer to a command. */
const HEAD = 4;
const MEASUREMENT = 28;
const ANSWER = 4;
const FRAME_MAX = HEAD + MEASUREMENT;
/** Where data 4 begins, "PM1.0 concentration (under atmospheric environment)"; PM2.5 and PM10 follow. */
const ATMOSPHERIC = 10;

/** "Circuit attentions": data are stable 30 seconds after the fan starts. */
export const WARM_UP_MS = 30_000;
/** From a command to its answer: 32 bytes take 34 ms, and the sensor needs some time itself. */
const ANSWER_MS = 100;
/** The longest silence: a sensor in active mode speaks every 2.3 s at the least ("Output result"). */
const SILENCE_MS = 3_000;
/** Reads of 32 bytes: more than a UART holds. */
const DRAIN_MAX = 32;

/** Where the sensor is. */
export interface Pms5003Options {
	readonly sensor: SerialPlace;
	/** Milliseconds that only rise: for the warm-up. */
	readonly ticks: () => number;
}

/** What `take` does next. */
const enum Step {
	Idle = 0,
	/** The sensor was told to be passive; it is to be asked. */
	Ask = 1,
	/** It was asked. */
	Listen = 2,
	/** It speaks, but its fan has not run for long enough. */
	WarmUp = 3,
}

/** What a byte has completed. */
const enum Frame {
	None = 0,
	Measurement = 1,
	/** It says that it is passive now. */
	Passive = 2,
}

/**
 * A PMS5003 in passive mode: it speaks when it is asked, so that nothing waits in the UART between two samples. Its fan runs all the time.
 *
 * The first reading comes 30 s after opening, since nobody knows for how long the sensor has had power; until then `take` is Fault.Busy. A
 * sensor that was passive and has spoken without being asked has lost its power, and came back in active mode: it warms up again (a
 * sample within 2.3 s of the loss does not notice). Each `start` makes it passive; frames of one that stays active are taken as well.
 */
export class Pms5003 implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "pm1", unit: "µg/m³", digits: 0, least: 0 },
		{ name: "pm25", unit: "µg/m³", digits: 0, least: 0 },
		{ name: "pm10", unit: "µg/m³", digits: 0, least: 0 },
	]);
	static readonly conversionMs = 2 * ANSWER_MS;
	static readonly timeoutMs = WARM_UP_MS + 3 * SILENCE_MS;

	private io: Serial | undefined;
	private readonly _ticks: () => number;
	/** The fan has run for long enough then. */
	private warm: number;
	private step = Step.Idle;
	private wait = ANSWER_MS;
	/** Somebody must have spoken by then. */
	private deadline = 0;
	/** It has said that it is passive. */
	private passive = false;
	/** It spoke, but nothing that could be taken. */
	private garbled = false;
	private readonly arrived = new Uint8Array(FRAME_MAX);
	private readonly frame = new Uint8Array(FRAME_MAX);
	private filled = 0;
	private readonly readings = new Float64Array(3);
	private measured = false;

	/** Opens the UART; nothing is said yet, so it does not tell whether a sensor is there. Throws an Error when the UART cannot be opened. */
	constructor({ sensor, ticks }: Pms5003Options) {
		this.io = openSerial(sensor, BAUD);
		this._ticks = ticks;
		this.warm = ticks() + WARM_UP_MS;
	}

	get waitMs(): number {
		return this.wait;
	}

	/** Begins to ask. Fault.Absent: the UART does not take the command. */
	start(): Fault {
		const io = this.io;
		if (!io) return Fault.Absent;
		const unasked = drain(io, this.arrived);
		if (unasked && this.passive) {
			this.passive = false;
			this.warm = this._ticks() + WARM_UP_MS;
		}
		return this.makePassive(io) ? Fault.None : Fault.Absent;
	}

	/**
	 * Fills in PM1, PM2.5 and PM10 in µg/m³, as the sensor computes them for the atmosphere: 0 to 1000 at least ("Technical index" has no
	 * upper end), 0 to 500 within its accuracy. Fault.Busy: between its steps, while it warms up, or not started. Fault.Absent: nothing in 3 s.
	 * Fault.Checksum: something in 3 s, but no frame with the right sum.
	 */
	take(values: Float64Array): Fault {
		const io = this.io;
		if (!io) return Fault.Absent;
		switch (this.step) {
			case Step.Idle:
				return Fault.Busy;
			case Step.Ask:
				return this.ask(io) ? Fault.Busy : this.end(Fault.Absent);
			case Step.WarmUp:
				drain(io, this.arrived);
				return this.makePassive(io) ? Fault.Busy : this.end(Fault.Absent);
			case Step.Listen:
				return this.listen(io, values);
		}
	}

	close(): void {
		this.io?.close();
		this.io = undefined;
	}

	private makePassive(io: Serial): boolean {
		this.filled = 0;
		this.measured = false;
		this.garbled = false;
		this.wait = ANSWER_MS;
		this.step = Step.Ask;
		return send(io, PASSIVE);
	}

	private ask(io: Serial): boolean {
		this.step = Step.Listen;
		this.deadline = this._ticks() + SILENCE_MS;
		return send(io, READ);
	}

	private listen(io: Serial, values: Float64Array): Fault {
		this.read(io);
		const now = this._ticks();
		if (!this.measured) {
			if (now < this.deadline) return Fault.Busy;
			return this.end(this.garbled || this.filled > 0 ? Fault.Checksum : Fault.Absent);
		}
		if (now < this.warm) {
			this.step = Step.WarmUp;
			this.wait = this.warm - now;
			return Fault.Busy;
		}
		values.set(this.readings);
		return this.end(Fault.None);
	}

	private end(fault: Fault): Fault {
		this.step = Step.Idle;
		return fault;
	}

	/** Takes what has arrived. What came before the sensor said that it is passive, it has said unasked: its answer is still to come. */
	private read(io: Serial): void {
		const arrived = this.arrived;
		for (let count = read(io, arrived); count > 0; count = read(io, arrived)) {
			for (let i = 0; i < count; i++) {
				const frame = this.accept(arrived[i]);
				if (frame === Frame.Measurement) this.measure();
				else if (frame === Frame.Passive) {
					this.passive = true;
					this.measured = false;
				}
			}
		}
	}

	private measure(): void {
		const frame = this.frame;
		for (let i = 0; i < 3; i++) this.readings[i] = (frame[ATMOSPHERIC + 2 * i] << 8) | frame[ATMOSPHERIC + 2 * i + 1];
		this.measured = true;
	}

	/** One byte more. What does not begin as a frame does, or has the wrong sum, loses its first byte until the rest does. */
	private accept(byte: number): Frame {
		const frame = this.frame;
		frame[this.filled++] = byte;
		while (this.filled > 0) {
			if (beginsWell(frame, this.filled)) {
				if (this.filled < HEAD || this.filled < HEAD + frame[3]) break;
				if (isSumRight(frame, this.filled)) return this.complete();
			}
			this.garbled = true;
			frame.copyWithin(0, 1, this.filled);
			this.filled--;
		}
		return Frame.None;
	}

	private complete(): Frame {
		const frame = this.frame;
		const isMeasurement = frame[3] === MEASUREMENT;
		const isPassive = !isMeasurement && frame[HEAD] === PASSIVE[2] && frame[HEAD + 1] === 0;
		this.filled = 0;
		if (isMeasurement) return Frame.Measurement;
		return isPassive ? Frame.Passive : Frame.None;
	}
}

function beginsWell(frame: Uint8Array, count: number): boolean {
	if (frame[0] !== START_1) return false;
	if (count > 1 && frame[1] !== START_2) return false;
	if (count > 2 && frame[2] !== 0) return false;
	return count <= 3 || frame[3] === MEASUREMENT || frame[3] === ANSWER;
}

/** The last two bytes are the sum of all before. */
function isSumRight(frame: Uint8Array, count: number): boolean {
	let sum = 0;
	for (let i = 0; i < count - 2; i++) sum += frame[i];
	return sum === ((frame[count - 2] << 8) | frame[count - 1]);
}

/** Throws away what waits in the UART. True when there was anything. */
function drain(io: Serial, scratch: Uint8Array): boolean {
	let any = false;
	for (let left = DRAIN_MAX; left > 0 && read(io, scratch) > 0; left--) any = true;
	return any;
}

function read(io: Serial, target: Uint8Array): number {
	try {
		return io.read(target) ?? 0;
	} catch {
		return 0; // as good as silence
	}
}

function send(io: Serial, bytes: Uint8Array): boolean {
	try {
		io.write(bytes);
		return true;
	} catch {
		return false; // no room in an idle UART: it is none
	}
}

export const PMS5003: CatalogEntry = Object.freeze({
	name: "pms5003",
	chip: "Plantower PMS5003",
	model: Pms5003,
	bus: "serial",
	options: Object.freeze([
		{ key: "port", fallback: 1 },
		{ key: "receive", required: true },
		{ key: "transmit", required: true },
	]),
	open: (settings, board) => new Pms5003({ sensor: serialPlace(settings, board), ticks: () => board.clock.ticks }),
} satisfies CatalogEntry);
