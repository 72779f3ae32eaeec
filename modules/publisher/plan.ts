import { planSubscriptions, type SubscriptionPlan } from "control/plan";
import { isPrivateHost } from "core/address";
import { toUtf8 } from "core/utf8";
import type { Aggregation } from "feed/aggregate";
import type { ConnectOptions } from "mqtt/connect";
import { type NetworkPlan, planNetwork } from "net/plan";
import type { Quantity } from "sensors/sensor";
import { AGGREGATIONS } from "settings/schema";
import type { Settings } from "settings/settings";
import { splitSource } from "settings/validate";

/** Channels a device may have (ThingSpeak: at most ten authorised channels a device). */
export const CHANNELS_MAX = 10;
const FIELDS_MAX = 8;
const SECOND_MS = 1_000;

/** One field of a channel: where its value comes from. */
export interface FieldPlan {
	/** 0 to 7 for field1 to field8. */
	readonly field: number;
	/** Place of the sensor in Plan.sensors. */
	readonly sensor: number;
	/** Place of the quantity among the sensor's. */
	readonly quantity: number;
	readonly aggregation: Aggregation;
	/** As in the settings: `air.temperature:mean`. */
	readonly source: string;
	/** Decimals to publish. */
	readonly digits: number;
}

/** One channel, checked. */
export interface ChannelPlan {
	/** 1 to 10, as in the settings. */
	readonly number: number;
	/** Channel ID, digits. */
	readonly id: string;
	/** True for field feeds, false for a channel feed. */
	readonly perField: boolean;
	readonly intervalMs: number;
	readonly minIntervalMs: number;
	readonly fields: readonly FieldPlan[];
	/** UTF-8; undefined when there is none. */
	readonly status: Uint8Array | undefined;
}

/** One sensor, checked. */
export interface SensorPlan {
	readonly name: string;
	readonly model: string;
	readonly intervalMs: number;
	/** 7-bit I2C address; undefined for the model's usual one. */
	readonly address: number | undefined;
	readonly bus: string;
	readonly quantities: readonly Quantity[];
}

/** The broker and how to greet it. */
export interface BrokerPlan {
	readonly host: string;
	readonly port: number;
	readonly transport: string;
	/** PEM of the roots to trust; "" for the built-in ones. */
	readonly ca: string;
	readonly connect: ConnectOptions;
}

/** What the settings ask for, with every reference resolved. */
export interface Plan {
	readonly network: NetworkPlan;
	/** Undefined when the broker's settings cannot work. */
	readonly broker: BrokerPlan | undefined;
	readonly sensors: readonly SensorPlan[];
	readonly channels: readonly ChannelPlan[];
	readonly subscriptions: readonly SubscriptionPlan[];
}

/** What is known of a sensor model (sensors/catalog). */
export interface ModelFacts {
	readonly name: string;
	readonly quantities: readonly Quantity[];
	/** The I2C addresses its chip can have; undefined when it is on no such bus. */
	readonly addresses?: readonly number[] | undefined;
}

/**
 * Turns settings into a plan. What cannot work is left out and told in `errors`, one line each with the key to change, so
 * that a board does what it can: one misspelt sensor does not silence the others.
 */
export function makePlan(settings: Settings, models: readonly ModelFacts[]): { plan: Plan; errors: readonly string[] } {
	const errors: string[] = [];
	const sensors = planSensors(settings, models, errors);
	const channels = planChannels(settings, sensors, errors);
	const subscriptions = planSubscriptions(settings, errors);
	const network = planNetwork(settings, errors);
	return { plan: { network, broker: planBroker(settings, errors), sensors, channels, subscriptions }, errors };
}

/** Why a plan does nothing, in one line; undefined when it does something. */
export function whyIdle(plan: Plan): string | undefined {
	if (plan.channels.length > 0 || plan.subscriptions.length > 0) return undefined;
	return "channel.1: nothing to publish; set channel.1.id and channel.1.field1=<sensor>.<quantity>";
}

function planBroker(settings: Settings, errors: string[]): BrokerPlan | undefined {
	const host = settings.text("mqtt.host");
	const transport = settings.text("mqtt.transport");
	const userName = settings.text("mqtt.userName");
	const password = settings.text("mqtt.password");
	if (password !== "" && userName === "") {
		errors.push("mqtt.password: a password needs mqtt.userName as well (MQTT 3.1.1 §3.1.2.9)");
		return undefined;
	}
	if (transport === "tcp" && !isPrivateHost(host) && settings.get("mqtt.allowPlain") !== true) {
		errors.push(
			`mqtt.transport: tcp to ${host} would send the password in the clear; use tls, or set mqtt.allowPlain=true`,
		);
		return undefined;
	}
	return {
		host,
		port: settings.number("mqtt.port") || (transport === "tls" ? 8883 : 1883),
		transport,
		ca: settings.text("mqtt.ca"),
		connect: {
			clientId: toUtf8(settings.text("mqtt.clientId")) ?? new Uint8Array(0),
			userName: userName === "" ? undefined : toUtf8(userName),
			password: password === "" ? undefined : toUtf8(password),
			keepAliveS: settings.number("mqtt.keepAlive"),
		},
	};
}

function planSensors(settings: Settings, models: readonly ModelFacts[], errors: string[]): readonly SensorPlan[] {
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
	if (!facts) {
		const known = models.map((candidate) => candidate.name).join(", ");
		errors.push(`${key}.model: allowed is ${known}, got ${model === "" ? "nothing" : `"${model}"`}`);
		return undefined;
	}
	const address = settings.has(`${key}.address`) ? settings.number(`${key}.address`) : undefined;
	if (address !== undefined && !facts.addresses?.includes(address)) {
		const allowed = facts.addresses?.map(hex).join(" or ") ?? "none";
		errors.push(`${key}.address: allowed for ${model} is ${allowed}, got ${hex(address)}`);
		return undefined;
	}
	const intervalMs = settings.number(`${key}.interval`) * SECOND_MS;
	return { name, model, intervalMs, address, bus: settings.text(`${key}.bus`), quantities: facts.quantities };
}

/** An I2C address as datasheets write it. */
function hex(address: number): string {
	return `0x${address.toString(16)}`;
}

function planChannels(settings: Settings, sensors: readonly SensorPlan[], errors: string[]): readonly ChannelPlan[] {
	const channels: ChannelPlan[] = [];
	for (let number = 1; number <= CHANNELS_MAX; number++) {
		const key = `channel.${number}`;
		if (!settings.keys().some((set) => set.startsWith(`${key}.`))) continue;
		const channel = planChannel(settings, number, sensors, errors);
		const twin = channels.find(({ id }) => id === channel?.id);
		if (twin)
			errors.push(
				`${key}.id: allowed is each channel ID once, got ${twin.id}, which is channel.${twin.number}'s already`,
			);
		else if (channel) channels.push(channel);
	}
	return channels;
}

function planChannel(
	settings: Settings,
	number: number,
	sensors: readonly SensorPlan[],
	errors: string[],
): ChannelPlan | undefined {
	const key = `channel.${number}`;
	const id = settings.text(`${key}.id`);
	const perField = settings.text(`${key}.feed`) === "fields";
	const interval = settings.number(`${key}.interval`);
	const minInterval = settings.number(`${key}.minInterval`);
	const status = perField ? "" : settings.text(`${key}.status`);
	const fields = planFields(settings, key, sensors, errors);
	if (perField && settings.text(`${key}.status`) !== "")
		errors.push(`${key}.status: a field feed carries no status; set ${key}.feed=channel, or unset it`);
	const least = perField ? minInterval * Math.max(1, fields.length) : minInterval;
	const error =
		id === ""
			? `${key}.id: not set; it is the channel ID on the channel's page`
			: fields.length === 0 && status === ""
				? `${key}: nothing to publish; set ${key}.field1=<sensor>.<quantity>`
				: interval < least
					? `${key}.interval: allowed is ${least} or more (${perField ? "one minInterval for each field" : "minInterval"}), got ${interval}`
					: undefined;
	if (error !== undefined) {
		errors.push(error);
		return undefined;
	}
	return {
		number,
		id,
		perField,
		intervalMs: interval * SECOND_MS,
		minIntervalMs: minInterval * SECOND_MS,
		fields,
		status: status === "" ? undefined : toUtf8(status),
	};
}

function planFields(
	settings: Settings,
	key: string,
	sensors: readonly SensorPlan[],
	errors: string[],
): readonly FieldPlan[] {
	const fields: FieldPlan[] = [];
	for (let field = 0; field < FIELDS_MAX; field++) {
		const name = `${key}.field${field + 1}`;
		const text = settings.text(name);
		const source = splitSource(text);
		if (!source) continue;
		const sensor = sensors.findIndex((candidate) => candidate.name === source.sensor);
		if (sensor < 0) {
			errors.push(`${name}: there is no sensor "${source.sensor}"; set sensor.${source.sensor}.model`);
			continue;
		}
		const { quantities } = sensors[sensor];
		const quantity = quantities.findIndex((candidate) => candidate.name.toLowerCase() === source.quantity);
		if (quantity < 0) {
			const names = quantities.map((candidate) => candidate.name).join(", ");
			errors.push(`${name}: sensor "${source.sensor}" has ${names}, got "${source.quantity}"`);
			continue;
		}
		const aggregation: Aggregation = AGGREGATIONS.indexOf(source.aggregation);
		const digits = source.aggregation === "count" ? 0 : quantities[quantity].digits;
		fields.push({ field, sensor, quantity, aggregation, source: text, digits });
	}
	return fields;
}
