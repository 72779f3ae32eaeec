import type { Result } from "core/result";
import { makePlan, whyIdle } from "publisher/plan";
import { modelFacts } from "sensors/catalog";
import { findSetting } from "settings/key";
import { Kind, type Value } from "settings/schema";
import { Settings } from "settings/settings";
import type { Options } from "./options";
import { loadSettingsFile, readText, type SettingsObject, toObject } from "./settings-file";
import { type ChannelOptions, EVERY_FIELD } from "./thingspeak/channel";
import { FREE_INTERVAL_MS } from "./thingspeak/config";
import type { BrokerAccess, BrokerWishes } from "./thingspeak/embedded";

/** What the simulator publishes when nobody says what: the PC itself. */
const DEFAULT_FIELDS = ["cpuTemperature", "load", "memory", "battery", "uptime"];

const CHANNELS = 10;

/** What the user gave, checked key by key. */
export class GivenSettings {
	readonly #settings: Settings;

	private constructor(settings: Settings) {
		this.#settings = settings;
	}

	/** Reads the settings file and the `--set`s of the command line. The error is the first that was found. */
	static read({ settingsFile, sets }: Options): Result<GivenSettings> {
		const settings = new Settings();
		if (settingsFile !== undefined) {
			const error = loadSettingsFile(settings, settingsFile);
			if (error !== undefined) return { ok: false, error };
		}
		for (const { key, value } of sets) {
			const text = resolveValue(key, value);
			if (!text.ok) return text;
			const error = settings.set(key, text.value);
			if (error !== undefined) return { ok: false, error };
		}
		return { ok: true, value: new GivenSettings(settings) };
	}

	/** True when the user named a broker: then the simulator's own is not wanted. */
	get namesBroker(): boolean {
		return this.#settings.has("mqtt.host");
	}

	/** True when the user gave credentials without saying for which broker. */
	get forgetsBroker(): boolean {
		const credentials = ["mqtt.clientId", "mqtt.userName", "mqtt.password"];
		return !this.namesBroker && credentials.some((key) => this.#settings.has(key));
	}

	/** What the user wants of the simulator's own broker. */
	get brokerWishes(): BrokerWishes {
		const settings = this.#settings;
		const wish = (name: string): string | undefined =>
			settings.has(`mqtt.${name}`) ? settings.text(`mqtt.${name}`) : undefined;
		return {
			port: settings.number("mqtt.port"),
			transport: settings.text("mqtt.transport"),
			generic: settings.text("mqtt.profile") === "generic",
			clientId: wish("clientId"),
			userName: wish("userName"),
			password: wish("password"),
		};
	}

	/** What the channels are called, and their licence's limit as far as it is known: for the simulator's own broker. */
	get brokerChannels(): readonly ChannelOptions[] {
		const settings = this.#settings;
		const numbers = Array.from({ length: CHANNELS }, (_, i) => i + 1);
		return numbers.filter((n) => Number(settings.text(`channel.${n}.id`)) > 0).map((n) => brokerChannel(settings, n));
	}

	/** What the user set and nothing else, however little that is. */
	get bare(): SettingsObject {
		return toObject(this.#settings);
	}

	/** Fills in the simulator's defaults and checks that everything fits together. `access`: the embedded broker's. */
	complete(access: BrokerAccess | undefined): Result<SettingsObject> {
		const settings = this.#settings;
		if (access) fillBroker(settings, access);
		fillSensors(settings);
		const { plan, errors } = makePlan(settings, modelFacts());
		const error = errors[0] ?? whyIdle(plan);
		if (error !== undefined) return { ok: false, error };
		return { ok: true, value: toObject(settings) };
	}
}

function brokerChannel(settings: Settings, n: number): ChannelOptions {
	const key = `channel.${n}`;
	return {
		id: Number(settings.text(`${key}.id`)),
		name: `channel.${n}`,
		fields: EVERY_FIELD.map((name, i) => settings.text(`${key}.field${i + 1}`) || name),
		intervalMs: Math.min(FREE_INTERVAL_MS, 1_000 * settings.number(`${key}.minInterval`)),
		latitude: 0,
		longitude: 0,
	};
}

/** The embedded broker goes by what the user has set (BrokerWishes); the rest is its own. */
function fillBroker(settings: Settings, access: BrokerAccess): void {
	const { host, port, clientId, userName, password, ca } = access;
	const broker: Record<string, Value> = { host, port, clientId, userName, password, ca };
	for (const [name, value] of Object.entries(broker)) fill(settings, `mqtt.${name}`, value);
}

/** What stands behind `KEY=`: itself, the content of the file behind one `@`, or itself without the first of two. */
function resolveValue(key: string, value: string): Result<string> {
	const found = findSetting(key);
	if (!found || !value.startsWith("@")) return { ok: true, value }; // an unknown key is told before any file is read
	if (value[1] === "@") return { ok: true, value: value.slice(1) };
	const text = readText(found.key, value.slice(1));
	if (text.ok || found.setting.kind !== Kind.Secret) return text;
	// A password that starts with @ would be repeated as the name of a file.
	return {
		ok: false,
		error: `${found.key}: cannot read the file named behind @; a value that starts with @ is written with two of them`,
	};
}

/** The PC as a sensor, and channel 1 with what it measures, as far as the user has not said anything else. */
function fillSensors(settings: Settings): void {
	const keys = settings.keys();
	const channels = keys.filter((key) => key.startsWith("channel."));
	const onlyFirst = channels.every((key) => key.startsWith("channel.1.") && !key.startsWith("channel.1.field"));
	if (!keys.some((key) => key.startsWith("sensor.")) || onlyFirst) fill(settings, "sensor.host.model", "host");
	if (!onlyFirst || settings.text("sensor.host.model") !== "host") return;
	fill(settings, "channel.1.id", "1");
	DEFAULT_FIELDS.forEach((quantity, i) => {
		fill(settings, `channel.1.field${i + 1}`, `host.${quantity}`);
	});
	if (channels.length > 0) return;
	fill(settings, "channel.1.interval", 10);
	fill(settings, "channel.1.minInterval", 5);
}

function fill(settings: Settings, key: string, value: Value): void {
	if (!settings.has(key)) settings.set(key, value);
}
