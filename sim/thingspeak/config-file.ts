import type { Result } from "core/result";
import { type ChannelOptions, EVERY_FIELD } from "./channel";
import {
	type Authorisation,
	type Config,
	DEFAULT_RULES,
	DEVICE_CHANNELS_MAX,
	type DeviceOptions,
	FREE_INTERVAL_MS,
	type Rules,
} from "./config";
import { FIELDS } from "./update";

type Json = Readonly<Record<string, unknown>>;

/** What is wrong with a file, with the place in it. */
class ConfigError extends Error {}

const CHANNEL_MAX = 9_999_999_999;
const INTERVAL_MAX_S = 86_400;

/** Reads the text of a configuration file (docs/thingspeak.md has one). The error is one line and repeats no value. */
export function parseConfig(text: string): Result<Config> {
	try {
		const { devices, channels, rules, ...unknown } = object(parse(text), "the file");
		noMore(unknown, "the file");
		const made = list(devices, "devices").map(readDevice);
		if (made.length === 0) throw new ConfigError("devices: at least one is needed");
		unique(
			made.map(({ clientId }) => clientId),
			"devices: two have the same clientId",
		);
		const named = list(channels ?? [], "channels").map(readChannel);
		unique(
			named.map(({ id }) => id),
			"channels: two have the same id",
		);
		return { ok: true, value: { devices: made, channels: named, rules: readRules(rules ?? {}) } };
	} catch (error) {
		if (error instanceof ConfigError) return { ok: false, error: error.message };
		throw error;
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new ConfigError("the file is not JSON"); // an engine's error quotes the text, and there are passwords in it
	}
}

function readDevice(value: unknown, i: number): DeviceOptions {
	const at = `devices[${i}]`;
	const { clientId, userName, password, channels, ...unknown } = object(value, at);
	noMore(unknown, at);
	const allowed =
		channels === "any"
			? channels
			: list(channels, `${at}.channels`).map((one, j) => readAllowed(one, `${at}.channels[${j}]`));
	if (allowed.length > DEVICE_CHANNELS_MAX) throw new ConfigError(`${at}.channels: ${DEVICE_CHANNELS_MAX} at most`);
	if (allowed !== "any")
		unique(
			allowed.map(({ id }) => id),
			`${at}.channels: two have the same id`,
		);
	return {
		clientId: string(clientId, `${at}.clientId`),
		userName: string(userName, `${at}.userName`),
		password: string(password, `${at}.password`),
		channels: allowed,
	};
}

function readAllowed(value: unknown, at: string): Authorisation {
	const { id, publish, subscribe, ...unknown } = object(value, at);
	noMore(unknown, at);
	return {
		id: number(id, 1, CHANNEL_MAX, `${at}.id`, true),
		publish: boolean(publish ?? true, `${at}.publish`),
		subscribe: boolean(subscribe ?? true, `${at}.subscribe`),
	};
}

function readChannel(value: unknown, i: number): ChannelOptions {
	const at = `channels[${i}]`;
	const { id, name, fields, interval, latitude, longitude, ...unknown } = object(value, at);
	noMore(unknown, at);
	const number_ = number(id, 1, CHANNEL_MAX, `${at}.id`, true);
	return {
		id: number_,
		name: string(name ?? `Channel ${number_}`, `${at}.name`),
		fields: fields === undefined ? EVERY_FIELD : readFields(fields, `${at}.fields`),
		intervalMs: 1_000 * number(interval ?? FREE_INTERVAL_MS / 1_000, 0, INTERVAL_MAX_S, `${at}.interval`),
		latitude: number(latitude ?? 0, -90, 90, `${at}.latitude`),
		longitude: number(longitude ?? 0, -180, 180, `${at}.longitude`),
	};
}

function readFields(value: unknown, at: string): (string | undefined)[] {
	const names = list(value, at);
	if (names.length > FIELDS) throw new ConfigError(`${at}: ${FIELDS} at most`);
	return names.map((name, i) => (name === null ? undefined : string(name, `${at}[${i}]`)));
}

function readRules(value: unknown): Rules {
	const { publish, subscribe, qos, retain, lastEntry, idle, history, generic, ...unknown } = object(value, "rules");
	noMore(unknown, "rules");
	const base = DEFAULT_RULES;
	return {
		publish: oneOf(publish ?? base.publish, ["drop", "close"], "rules.publish"),
		subscribe: oneOf(subscribe ?? base.subscribe, ["refuse", "close"], "rules.subscribe"),
		qos: oneOf(qos ?? base.qos, ["drop", "close"], "rules.qos"),
		retain: oneOf(retain ?? base.retain, ["drop", "close", "take"], "rules.retain"),
		lastEntry: boolean(lastEntry ?? base.lastEntry, "rules.lastEntry"),
		idleMs: 1_000 * number(idle ?? base.idleMs / 1_000, 1, INTERVAL_MAX_S, "rules.idle"),
		history: number(history ?? base.history, 1, 1_000_000, "rules.history", true),
		generic: boolean(generic ?? base.generic, "rules.generic"),
	};
}

function object(value: unknown, at: string): Json {
	if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
	throw new ConfigError(`${at}: an object is needed`);
}

function list(value: unknown, at: string): unknown[] {
	if (Array.isArray(value)) return value;
	throw new ConfigError(`${at}: a list is needed`);
}

function string(value: unknown, at: string): string {
	if (typeof value === "string" && value !== "") return value;
	throw new ConfigError(`${at}: a text is needed`);
}

function boolean(value: unknown, at: string): boolean {
	if (typeof value === "boolean") return value;
	throw new ConfigError(`${at}: allowed is true or false`);
}

function number(value: unknown, least: number, most: number, at: string, whole = false): number {
	const fits = typeof value === "number" && value >= least && value <= most;
	if (fits && (!whole || Number.isInteger(value))) return value;
	throw new ConfigError(`${at}: allowed is a ${whole ? "whole " : ""}number from ${least} to ${most}`);
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], at: string): T {
	const found = allowed.find((one) => one === value);
	if (found !== undefined) return found;
	throw new ConfigError(`${at}: allowed is ${allowed.join(" or ")}`);
}

function unique(values: readonly unknown[], error: string): void {
	if (new Set(values).size !== values.length) throw new ConfigError(error);
}

function noMore(unknown: Json, at: string): void {
	const [key] = Object.keys(unknown);
	if (key !== undefined) throw new ConfigError(`${at}: ${key.slice(0, 32)} is not known there`);
}
