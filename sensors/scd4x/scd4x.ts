/*
 * Sensirion SCD40, SCD41 over I2C: CO2, temperature and relative humidity.
 * Source of every fact here, where no other is named: datasheet "SCD4x", version 1.3, September 2022, sensirion.com; § and table numbers are
 * its own.
 */
import type { Clock } from "core/clock";
import { crc8 } from "sensors/crc8";
import { type CatalogEntry, hex, type I2cPlace, i2cPlace } from "sensors/entry";
import type { I2c } from "sensors/i2c";
import { asks, wordsMatch } from "sensors/sensirion";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** The only one (table 8). */
export const SCD4X_ADDRESSES: readonly number[] = Object.freeze([0x62]);

/** Commands (table 9). */
const START_PERIODIC = Uint8Array.of(0x21, 0xb1);
const START_LOW_POWER = Uint8Array.of(0x21, 0xac);
const STOP = Uint8Array.of(0x3f, 0x86);
const READ_MEASUREMENT = Uint8Array.of(0xec, 0x05);
const GET_DATA_READY = Uint8Array.of(0xe4, 0xb8);
const GET_SERIAL = Uint8Array.of(0x36, 0x82);
const WAKE_UP = Uint8Array.of(0x36, 0xf6);
const SET_ALTITUDE = Uint8Array.of(0x24, 0x27);

/** The chip takes no command so long behind `STOP` (§3.5.3). */
const STOP_MS = 500;
/** The other commands take 1 ms (table 9); twice that, because the clock counts in whole ones. */
const COMMAND_MS = 2;
/** From one measurement to the next: periodic (§3.5.1), low power (§3.8.1, "approximately"). */
const PERIODIC_MS = 5_000;
const LOW_POWER_MS = 30_000;
/** Samples so far apart, or further, are measured in low power mode, so that each finds a new measurement. */
const LOW_POWER_FROM_MS = 60_000;
/** A chip without a measurement for so many of its intervals does not measure any more. */
const LOST = 1.5;
/** A first measurement that is late is looked for again so soon. */
const POLL_MS = 250;
/** Not ready when these bits of the data ready word are all 0 (table 22). */
const READY_BITS = 0x07ff;
/** The largest value of a temperature or humidity word (table 11). */
const FULL_SCALE = 65_535;
/** Metres that the chip takes (§3.6.3; the limits by Sensirion's embedded-i2c-scd4x). */
const ALTITUDE_MAX = 3_000;

/** Where the chip is, and how it is used. */
export interface Scd4xOptions {
	readonly sensor: I2cPlace;
	readonly clock: Pick<Clock, "ticks">;
	/** Milliseconds from one sample to the next: from 60 s on, the chip measures each 30 s in low power mode; else, or not set, each 5 s. */
	readonly intervalMs?: number | undefined;
	/** Metres above sea level, 0 to 3000, that the chip corrects its CO2 for; what it has in its EEPROM when not set. */
	readonly elevation?: number | undefined;
}

/** What `take` does next, not before the time in readyAt. */
const enum Step {
	/** It was told to stop: ask for its serial number. */
	Stopping = 0,
	/** Read the serial number; set the altitude or start to measure. */
	Identifying = 1,
	/** The altitude was set: start to measure. */
	Setting = 2,
	/** It measures: ask whether there is a new measurement. */
	Measuring = 3,
	/** Read whether there is; ask for it. */
	Asked = 4,
	/** Read it. */
	Fetching = 5,
}

/**
 * An SCD4x. It measures in a rhythm of its own, whatever the interval of the samples: a sample fetches the newest measurement, and has the one
 * before again when there is none newer yet. So a reading is at most one interval of the chip old, 5 s or, in low power mode, about 30 s. The
 * first sample takes half a second and one interval of the chip.
 *
 * Opening stops the chip, for an earlier life of the firmware may have left it measuring, and a chip that measures takes no settings; all that
 * follows are steps of the first sample. A chip that lost its power for a moment idles and says nothing of it: when it has had nothing new for
 * one and a half of its intervals, the driver begins as if it had just opened it, with the altitude; until then its last measurement serves.
 * Closing leaves the chip measuring.
 */
export class Scd4x implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "co2", unit: "ppm", digits: 0, least: 0, most: 40_000 },
		{ name: "temperature", unit: "°C", digits: 2, least: -45, most: 130 },
		{ name: "humidity", unit: "%", digits: 2, least: 0, most: 100 },
	]);
	static readonly conversionMs = 2 * COMMAND_MS;
	static readonly timeoutMs = 40_000;

	private readonly _clock: Pick<Clock, "ticks">;
	private readonly begin: Uint8Array;
	private readonly rhythmMs: number;
	private readonly altitude: Uint8Array | undefined;
	private readonly word = new Uint8Array(3);
	private readonly raw = new Uint8Array(9);
	/** The newest measurement, while fresh. */
	private readonly newest = new Float64Array(3);
	private io: I2c | undefined;
	private step = Step.Stopping;
	private readyAt: number;
	/** Ticks at which it began to measure, or last had a measurement. */
	private aliveAt = 0;
	private fresh = false;

	/**
	 * Opens the bus and tells the chip to stop. RangeError for another address than 0x62 or an elevation the chip does not take, before anything
	 * is opened; an Error when nothing acknowledges, with the bus closed again. So does a chip in the first second of its power, half a second
	 * behind another opening, and an SCD41 that something has put to sleep: that one is woken up, for the next try. What the I2C class throws
	 * passes through.
	 */
	constructor(options: Scd4xOptions) {
		const { clock, elevation, intervalMs = 0, sensor } = options;
		const address = sensor.address ?? SCD4X_ADDRESSES[0];
		if (!SCD4X_ADDRESSES.includes(address)) throw new RangeError(`an SCD4x has address 0x62, not ${hex(address)}`);
		this.altitude = elevation === undefined ? undefined : altitudeCommand(elevation);
		const lowPower = intervalMs >= LOW_POWER_FROM_MS;
		this.begin = lowPower ? START_LOW_POWER : START_PERIODIC;
		this.rhythmMs = lowPower ? LOW_POWER_MS : PERIODIC_MS;
		this._clock = clock;
		const io = new sensor.io({ hz: 100_000, ...sensor, address });
		try {
			io.write(STOP);
		} catch (error) {
			wake(io);
			io.close();
			throw new Error(`no SCD4x answers at address ${hex(address)}`, { cause: error });
		}
		this.io = io;
		this.readyAt = clock.ticks + STOP_MS;
	}

	get waitMs(): number {
		return Math.max(0, this.readyAt - this._clock.ticks);
	}

	/** Begins to look for the newest measurement. Fault.Absent: the chip does not acknowledge. */
	start(): Fault {
		const io = this.io;
		if (!io) return Fault.Absent;
		if (this.step !== Step.Measuring || this.waitMs > 0) return Fault.None;
		return this.send(io, GET_DATA_READY, Step.Asked, COMMAND_MS) === Fault.Busy ? Fault.None : Fault.Absent;
	}

	/**
	 * Fills in ppm, °C, then % relative humidity, of the newest measurement. CO2 alone is NaN where the chip sends 0, which is what it has
	 * without a result (§3.10.2, and a leaking cell: Sensirion/embedded-i2c-scd4x, issue 1). Fault.Busy: a step is done, or there is no
	 * measurement yet. Fault.Absent: it does not acknowledge, or does not give a serial number. Fault.Checksum, also for a bus stuck at one level.
	 */
	take(values: Float64Array): Fault {
		const io = this.io;
		if (!io) return Fault.Absent;
		if (this.waitMs > 0) return Fault.Busy;
		switch (this.step) {
			case Step.Stopping:
				return this.send(io, GET_SERIAL, Step.Identifying, COMMAND_MS);
			case Step.Identifying:
				return this.identify(io);
			case Step.Setting:
				return this.measure(io);
			case Step.Measuring:
				return this.send(io, GET_DATA_READY, Step.Asked, COMMAND_MS);
			case Step.Asked:
				return this.ask(io, values);
			default:
				return this.fetch(io, values);
		}
	}

	close(): void {
		this.io?.close();
		this.io = undefined;
	}

	/** Fault.Busy, or Fault.Absent. */
	private send(io: I2c, command: Uint8Array, next: Step, ms: number): Fault {
		try {
			io.write(command);
		} catch {
			return Fault.Absent;
		}
		this.step = next;
		this.readyAt = this._clock.ticks + ms;
		return Fault.Busy;
	}

	/** What came into `raw`: Fault.None, Fault.Absent or Fault.Checksum. The step is `next` then. */
	private receive(io: I2c, raw: Uint8Array, next: Step): Fault {
		this.step = next;
		try {
			io.read(raw);
		} catch {
			return Fault.Absent;
		}
		return wordsMatch(raw) ? Fault.None : Fault.Checksum;
	}

	private identify(io: I2c): Fault {
		const fault = this.receive(io, this.raw, Step.Stopping);
		if (fault !== Fault.None) return fault;
		return this.altitude ? this.send(io, this.altitude, Step.Setting, COMMAND_MS) : this.measure(io);
	}

	private measure(io: I2c): Fault {
		this.aliveAt = this._clock.ticks;
		return this.send(io, this.begin, Step.Measuring, this.rhythmMs);
	}

	private ask(io: I2c, values: Float64Array): Fault {
		const word = this.word;
		const fault = this.receive(io, word, Step.Measuring);
		if (fault !== Fault.None) return fault;
		if (((word[0] << 8) | word[1]) & READY_BITS) return this.send(io, READ_MEASUREMENT, Step.Fetching, COMMAND_MS);
		if (this._clock.ticks - this.aliveAt >= LOST * this.rhythmMs) {
			this.fresh = false;
			return this.send(io, STOP, Step.Stopping, STOP_MS);
		}
		if (this.fresh) return this.answer(values);
		this.readyAt = this._clock.ticks + POLL_MS;
		return Fault.Busy;
	}

	private fetch(io: I2c, values: Float64Array): Fault {
		const raw = this.raw;
		const fault = this.receive(io, raw, Step.Measuring);
		this.fresh = fault === Fault.None;
		if (fault !== Fault.Absent) this.aliveAt = this._clock.ticks;
		if (fault !== Fault.None) return fault;
		const newest = this.newest;
		// Table 11.
		newest[0] = (raw[0] << 8) | raw[1] || Number.NaN;
		newest[1] = -45 + (175 * ((raw[3] << 8) | raw[4])) / FULL_SCALE;
		newest[2] = (100 * ((raw[6] << 8) | raw[7])) / FULL_SCALE;
		return this.answer(values);
	}

	private answer(values: Float64Array): Fault {
		values.set(this.newest);
		return Fault.None;
	}
}

/** The command with the altitude and its checksum (§3.6.3). RangeError beyond what the chip takes. */
function altitudeCommand(elevation: number): Uint8Array {
	if (!(elevation >= 0 && elevation <= ALTITUDE_MAX))
		throw new RangeError(`an SCD4x takes an elevation of 0 to ${ALTITUDE_MAX} m, not ${elevation}`);
	const metres = Math.round(elevation);
	const command = new Uint8Array(5);
	command.set(SET_ALTITUDE);
	command[2] = metres >> 8;
	command[3] = metres;
	command[4] = crc8(command, 2, 2);
	return command;
}

function wake(io: I2c): void {
	try {
		io.write(WAKE_UP);
	} catch {
		// An SCD41 never acknowledges it (§3.10.4).
	}
}

function elevationOf(elevation: string | number | undefined): number | undefined {
	return typeof elevation === "number" ? elevation : undefined;
}

export const SCD4X: CatalogEntry = Object.freeze({
	name: "scd4x",
	chip: "Sensirion SCD40, SCD41",
	model: Scd4x,
	bus: "i2c",
	addresses: SCD4X_ADDRESSES,
	options: Object.freeze([{ key: "elevation" }]),
	identify: (io) => asks(io, GET_SERIAL, new Uint8Array(9)),
	open: (settings, board) =>
		new Scd4x({
			sensor: i2cPlace(settings, board),
			clock: board.clock,
			intervalMs: settings.intervalMs,
			elevation: elevationOf(settings.options?.elevation),
		}),
} satisfies CatalogEntry);
