import { findModel } from "sensors/catalog";
import { derivedFrom } from "values/derived";
import type { Environment } from "../board/environment";
import type { FirmwareEvent } from "../tally";
import type { ArrivedRow } from "./broker";
import type { PlannedFault, StationSensor, Totals } from "./truth";

/** What was found to be wrong is listed up to so many times. */
const WRONG_MAX = 50;
const SECOND_MS = 1_000;

/** One field of a channel, as the settings have it. */
export interface StationField {
	readonly channel: string;
	readonly field: number;
	readonly sensor: string;
	readonly quantity: string;
	readonly aggregate: "last" | "mean" | "min" | "max" | "sum" | "median" | "count";
}

/** What is known of one sensor. */
export class SensorBook {
	samples = 0;
	faults = 0;
	/** Faults by the console's words. */
	readonly kinds = new Map<string, number>();
	/** Planned faults that a sample told. */
	readonly found = new Set<string>();
	/** The furthest that a sample ended behind its turn, less what a sample takes, in milliseconds. */
	late = 0;
	/** The furthest that a reading was off, by quantity, as a part of what is allowed. */
	readonly off = new Map<string, number>();
	/** The fault that is on now. */
	active: PlannedFault | undefined;
	/** Ticks until which faults are excused: the sensor's way back. */
	excusedUntil = 0;
	last: { readonly ticks: number; readonly totals: Totals } | undefined;
	/** Number of the interval in which the last sample was. */
	turn = -1;
}

interface Reading {
	readonly time: number;
	readonly value: number;
}

/** What the books are kept with. */
export interface BooksOptions {
	readonly sensors: readonly StationSensor[];
	readonly fields: readonly StationField[];
	readonly environment: Environment;
	/** As it was at these ticks. Valid until it is asked again. */
	readonly past: (ticks: number) => Environment;
	/** The time at ticks 0, in milliseconds since 1970. */
	readonly epoch: number;
}

/** Holds every sample and every row of a station against what the world really was. */
export class Books {
	readonly wrong: string[] = [];
	readonly sensors: ReadonlyMap<string, SensorBook>;
	rows = 0;
	/** Fields that were compared. */
	values = 0;
	readonly #options: BooksOptions;
	/** Readings that are in no row yet, by sensor and quantity. */
	readonly #readings = new Map<string, Reading[]>();
	/** By channel, the time up to which rows have taken their readings. */
	readonly #taken = new Map<string, number>();

	constructor(options: BooksOptions) {
		this.#options = options;
		this.sensors = new Map(options.sensors.map(({ name }) => [name, new SensorBook()]));
	}

	/** A sample event of the firmware. */
	sample({ ticks, sensor: name, values, fault }: FirmwareEvent): void {
		const sensor = this.#options.sensors.find((one) => one.name === name);
		const book = this.sensors.get(String(name));
		if (!sensor || !book) return this.#complain(`${ticks}: a sample of ${name}, which is no sensor of the station`);
		book.samples++;
		this.#punctual(sensor, book, ticks);
		if (typeof fault === "string") return this.#faulty(sensor, book, ticks, fault);
		this.#sound(sensor, book, ticks, values as Readonly<Record<string, number>>);
	}

	/** A row has arrived. What is compared is what its samples said, each of which was held against the world before. */
	row(row: ArrivedRow): void {
		this.rows++;
		const from = this.#taken.get(row.channel) ?? Number.NEGATIVE_INFINITY;
		const until = row.createdAt + SECOND_MS;
		if (!(row.createdAt > from)) this.#complain(`channel ${row.channel}: created_at ${row.createdAt} does not rise`);
		this.#taken.set(row.channel, until);
		for (const field of this.#options.fields) {
			if (field.channel !== row.channel) continue;
			const readings = (this.#readings.get(`${field.sensor}.${field.quantity}`) ?? []).filter(
				({ time }) => time >= from && time < until,
			);
			this.#compare(field, readings, row);
		}
	}

	/** Forgets readings that no row will take any more. */
	trim(): void {
		const least = Math.min(...this.#options.fields.map(({ channel }) => this.#taken.get(channel) ?? 0));
		for (const [key, readings] of this.#readings)
			this.#readings.set(
				key,
				readings.filter(({ time }) => time >= least),
			);
	}

	/** A second sample of a turn stands in for one that failed, and has no schedule. */
	#punctual({ name, intervalS, sampleMs }: StationSensor, book: SensorBook, ticks: number): void {
		const turn = Math.floor(ticks / (intervalS * SECOND_MS));
		const second = turn === book.turn;
		book.turn = turn;
		if (second) return;
		const behind = (ticks % (intervalS * SECOND_MS)) - sampleMs;
		if (behind > SECOND_MS) this.#complain(`${ticks}: ${name} is ${behind} ms late`);
		book.late = Math.max(book.late, behind);
	}

	#faulty({ name }: StationSensor, book: SensorBook, ticks: number, words: string): void {
		book.faults++;
		book.kinds.set(words, (book.kinds.get(words) ?? 0) + 1);
		if (book.active) {
			if (!book.active.words.some((part) => words.includes(part)))
				this.#complain(`${ticks}: ${name} with ${book.active.name} is "${words}"`);
			book.found.add(book.active.name);
		} else if (ticks > book.excusedUntil)
			this.#complain(`${ticks}: ${name} is "${words}", and nothing is wrong with it`);
	}

	#sound(sensor: StationSensor, book: SensorBook, ticks: number, values: Readonly<Record<string, number>>): void {
		const { environment, past, epoch } = this.#options;
		const { name } = sensor;
		if (book.active && !book.active.mild && ticks > book.excusedUntil)
			this.#complain(`${ticks}: ${name} has a reading, with ${book.active.name}`);
		const totals = { rainfall: environment.rainfall(), windRun: environment.windRun() };
		const before = book.last ?? { ticks: 0, totals };
		for (const { name: quantity, truth, within } of sensor.quantities) {
			const value = values[quantity];
			const since = (ticks - before.ticks) / SECOND_MS;
			const right = truth(environment, before.totals, since);
			// What the world moves while a conversion is under way is nobody's fault.
			const turn = ticks - (ticks % (sensor.intervalS * SECOND_MS));
			const begun = truth(past(turn), before.totals, since);
			const earliest = truth(past(ticks - sensor.sampleMs), before.totals, since);
			if (value === undefined) {
				if (!book.last) continue; // a rate has none yet
				this.#complain(`${ticks}: ${name} has no ${quantity}`);
				continue;
			}
			const least = Math.min(right, begun, earliest);
			const most = Math.max(right, begun, earliest);
			const beyond = Math.max(least - value, value - most, 0);
			const off = beyond / within;
			if (off > 1 && book.last) this.#complain(`${ticks}: ${name}.${quantity} is ${value}, truly ${right}`);
			if (book.last) book.off.set(quantity, Math.max(book.off.get(quantity) ?? 0, off));
			const key = `${name}.${quantity}`;
			const readings = this.#readings.get(key) ?? [];
			readings.push({ time: epoch + ticks, value });
			this.#readings.set(key, readings);
		}
		book.last = { ticks, totals };
	}

	/** Decimals that the catalog has for a quantity; computed ones have theirs in values/derived. */
	#digitsOf({ sensor, quantity, aggregate }: StationField): number {
		if (aggregate === "count") return 0;
		const settings = this.#options.sensors.find(({ name }) => name === sensor)?.settings;
		const own = findModel(String(settings?.model))?.model.quantities ?? [];
		return (
			[...own, ...derivedFrom(own, undefined).quantities].find(({ name }) => name === quantity)?.digits ?? Number.NaN
		);
	}

	#compare(source: StationField, readings: Reading[], row: ArrivedRow): void {
		const { channel, field, sensor, quantity, aggregate } = source;
		const text = row.fields.get(field);
		const what = `channel ${channel} field${field} (${sensor}.${quantity}:${aggregate}) of ${new Date(row.createdAt).toISOString()}`;
		if (readings.length === 0 && aggregate !== "count") {
			if (text !== undefined) this.#complain(`${what}: ${text}, of no sample`);
			return;
		}
		if (text === undefined) return this.#complain(`${what}: missing, with ${readings.length} samples`);
		this.values++;
		const right = summedUp(
			aggregate,
			readings.map(({ value }) => value),
		);
		// Samples are told with their own decimals, so a sum of them may be off by half a step each.
		const digits = this.#digitsOf(source);
		const [, decimals = ""] = text.split(".");
		if (decimals.length !== digits) this.#complain(`${what}: ${text}, with ${digits} decimals`);
		const step = 10 ** -digits;
		const allowed = step * (aggregate === "sum" ? 1 + readings.length / 2 : 1.01);
		if (!(Math.abs(Number(text) - right) <= allowed)) this.#complain(`${what}: ${text}, rightly ${right}`);
	}

	#complain(text: string): void {
		if (this.wrong.length < WRONG_MAX) this.wrong.push(text);
		else this.wrong[WRONG_MAX] = "and more";
	}
}

function summedUp(aggregate: StationField["aggregate"], values: readonly number[]): number {
	const sum = values.reduce((total, value) => total + value, 0);
	switch (aggregate) {
		case "mean":
			return sum / values.length;
		case "min":
			return Math.min(...values);
		case "max":
			return Math.max(...values);
		case "sum":
			return sum;
		case "count":
			return values.length;
		case "median": {
			const sorted = [...values].sort((a, b) => a - b);
			const middle = sorted.length >> 1;
			return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		}
		default:
			return values[values.length - 1];
	}
}
