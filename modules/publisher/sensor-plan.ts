import { ELEVATION, planValues } from "publisher/values-plan";
import type { Quantity } from "sensors/sensor";
import { findSetting } from "settings/key";
import { Kind } from "settings/schema";
import { SENSOR_OPTIONS } from "settings/sensor-schema";
import type { Settings } from "settings/settings";
import type { ValuesPlan } from "values/conditioner";

const SECOND_MS = 1_000;

/** What a sensor's own settings hold. */
type OptionValue = string | number;

const NO_OPTIONS: SensorPlan["options"] = Object.freeze({});

/** One sensor, checked. */
export interface SensorPlan {
	readonly name: string;
	readonly model: string;
	readonly intervalMs: number;
	/** 7-bit I2C address, or a Modbus server's; undefined for the model's usual one. */
	readonly address: number | undefined;
	readonly bus: string;
	/** The model's own settings by key: what is set, else the model's fallback. */
	readonly options: { readonly [key: string]: OptionValue | undefined };
	/** The chip's own, then those that are computed from them. */
	readonly quantities: readonly Quantity[];
	/** What is made of the chip's values; undefined to take them as they come. */
	readonly values: ValuesPlan | undefined;
	/** So many samples in a row may have the same readings; 0 for any number. */
	readonly stuckAfter: number;
}

/** What is known of a sensor model (sensors/catalog). */
export interface ModelFacts {
	readonly name: string;
	readonly quantities: readonly Quantity[];
	/** The quantities, where they depend on the model's own settings. Throws an Error of one line for those that cannot work. */
	readonly quantitiesOf?: ((options: SensorPlan["options"]) => readonly Quantity[]) | undefined;
	/** The addresses its chip can have; undefined when it has none. */
	readonly addresses?: readonly number[] | undefined;
	/** How its IO is found (sensors/entry). */
	readonly bus?: string;
	/** The settings it reads besides model, interval, address and bus. */
	readonly options?: readonly {
		readonly key: string;
		readonly required?: boolean;
		readonly fallback?: OptionValue;
		readonly analog?: boolean;
	}[];
	/** The stuckAfter of a sensor whose settings have none; 0 when not set. */
	readonly stuckAfter?: number | undefined;
	/** Why there cannot be a sensor of this model on this board, in words that follow the key; undefined for a model that can be had. */
	readonly missing?: string | undefined;
}

/** The sensors that can work; what cannot is told in `errors`, one line each. */
export function planSensors(
	settings: Settings,
	models: readonly ModelFacts[],
	errors: string[],
): readonly SensorPlan[] {
	const names: string[] = [];
	for (const key of settings.keys()) {
		const [group, name] = key.split(".");
		if (group === "sensor" && !names.includes(name)) names.push(name);
	}
	const sensors: SensorPlan[] = [];
	for (const name of names) {
		const sensor = planSensor(settings, name, models, errors);
		if (sensor) sensors.push(sensor);
	}
	return sensors;
}

function planSensor(
	settings: Settings,
	name: string,
	models: readonly ModelFacts[],
	errors: string[],
): SensorPlan | undefined {
	const key = `sensor.${name}`;
	const model = settings.text(`${key}.model`);
	const facts = models.find((candidate) => candidate.name === model);
	if (facts?.missing !== undefined) {
		errors.push(`${key}.model: ${facts.missing}`);
		return undefined;
	}
	if (!facts) {
		const known = models.flatMap((candidate) => (candidate.missing === undefined ? candidate.name : [])).join(", ");
		errors.push(`${key}.model: allowed is ${known}, got ${model === "" ? "nothing" : `"${model}"`}`);
		return undefined;
	}
	const address = settings.has(`${key}.address`) ? settings.number(`${key}.address`) : undefined;
	if (address !== undefined && !facts.addresses?.includes(address)) {
		const allowed = facts.addresses?.map(hex).join(" or ") ?? "none";
		errors.push(`${key}.address: allowed for ${model} is ${allowed}, got ${hex(address)}`);
		return undefined;
	}
	const options = planOptions(settings, key, facts, errors);
	const own = options && quantitiesOf(facts, options, key, errors);
	if (!options || !own) return undefined;
	const { quantities, values, elevated } = planValues(settings, key, own, errors);
	refuseOptions(settings, key, facts, elevated, errors);
	const intervalMs = settings.number(`${key}.interval`) * SECOND_MS;
	const stuckAfter = settings.has(`${key}.stuckAfter`) ? settings.number(`${key}.stuckAfter`) : (facts.stuckAfter ?? 0);
	const bus = settings.text(`${key}.bus`);
	return { name, model, intervalMs, address, bus, options, quantities, values, stuckAfter };
}

/** Tells what is set and neither the model nor what is computed from its quantities reads. */
function refuseOptions(
	settings: Settings,
	key: string,
	{ name, options: rows = [] }: ModelFacts,
	elevated: boolean,
	errors: string[],
): void {
	for (const option of SENSOR_OPTIONS) {
		const read = rows.some((row) => row.key === option) || (option === ELEVATION && elevated);
		if (settings.has(`${key}.${option}`) && !read)
			errors.push(`${key}.${option}: ${name} has no such setting; unset it`);
	}
}

/** Without a required one there is no sensor. */
function planOptions(
	settings: Settings,
	key: string,
	{ name, options: rows = [] }: ModelFacts,
	errors: string[],
): SensorPlan["options"] | undefined {
	if (rows.length === 0) return NO_OPTIONS;
	const options: { [key: string]: OptionValue | undefined } = {};
	for (const { key: option, required, fallback } of rows) {
		const set = settings.has(`${key}.${option}`);
		if (!set && required) {
			errors.push(`${key}.${option}: not set; ${name} needs it`);
			return undefined;
		}
		options[option] = set ? numeric(settings, `${key}.${option}`) : fallback;
	}
	return options;
}

/** A decimal number is kept as its text (settings/schema's Kind.Decimal); everything else is what it is. */
function numeric(settings: Settings, key: string): OptionValue | undefined {
	const value = settings.get(key);
	if (typeof value === "boolean") return value ? 1 : 0;
	return isDecimal(key) ? Number(value) : value;
}

function isDecimal(key: string): boolean {
	return findSetting(key)?.setting.kind === Kind.Decimal;
}

function quantitiesOf(
	{ quantities, quantitiesOf: make }: ModelFacts,
	options: SensorPlan["options"],
	key: string,
	errors: string[],
): readonly Quantity[] | undefined {
	try {
		return make ? make(options) : quantities;
	} catch (error) {
		errors.push(`${key}: ${error instanceof Error ? error.message : "its settings cannot work"}`);
		return undefined;
	}
}

/** An address as datasheets write it. */
function hex(address: number): string {
	return `0x${address.toString(16)}`;
}
