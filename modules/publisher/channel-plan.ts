import { toUtf8 } from "core/utf8";
import { compileTemplate, Slot, type Template } from "feed/template";
import { type CustomPlan, planCustom } from "publisher/custom-plan";
import { type DeltaPlan, planDelta } from "publisher/delta-plan";
import { FieldsPlan, planFields } from "publisher/fields-plan";
import type { SensorPlan } from "publisher/plan";
import type { SchedulePlan, WindowPlan } from "publisher/window";
import type { Settings } from "settings/settings";
import { isChannelId } from "settings/validate";
import { parseDays, parseHours, parseZone } from "settings/window";

/** Channels a device may have (ThingSpeak: at most ten authorised channels a device). */
export const CHANNELS_MAX = 10;
const SECOND_MS = 1_000;
const HOUR_S = 3_600;
const EVERY_DAY = 0x7f;

/** One channel, checked. */
export interface ChannelPlan extends SchedulePlan {
	/** 1 to 10, as in the settings. */
	readonly number: number;
	/** Channel ID: digits with ThingSpeak. */
	readonly id: string;
	/** True for one message a field, false for one of all fields. */
	readonly perField: boolean;
	/** Its messages carry no time, so that of those that wait only the newest is true. */
	readonly timeless: boolean;
	/** A row without any reading has something to say as well. */
	readonly bare: boolean;
	/** 0 for none. */
	readonly minIntervalMs: number;
	readonly fields: FieldsPlan;
	/** Undefined when there is none. */
	readonly status: Template | undefined;
	/** `lat=47.1&long=8.5&elevation=430` or a part of it; undefined for none. */
	readonly position: Uint8Array | undefined;
	/** What proves a row is its echo from the channel, not the barrier alone. */
	readonly echo: boolean;
	/** Topics and payload by templates; undefined for ThingSpeak's. */
	readonly custom: CustomPlan | undefined;
	/** Rows are left out while nothing moves; undefined for a row at each turn. */
	readonly delta: DeltaPlan | undefined;
}

/** What channels are planned from. */
export interface ChannelSources {
	readonly settings: Settings;
	readonly sensors: readonly SensorPlan[];
	/** The firmware's, for {version}. */
	readonly version: string;
	readonly errors: string[];
}

/** The channels that can work; what cannot is told in `errors`. */
export function planChannels(sources: ChannelSources): readonly ChannelPlan[] {
	const { settings, errors } = sources;
	const channels: ChannelPlan[] = [];
	for (let number = 1; number <= CHANNELS_MAX; number++) {
		const key = `channel.${number}`;
		if (!settings.keys().some((set) => set.startsWith(`${key}.`))) continue;
		const channel = planChannel(sources, number);
		const twin = channels.find(({ id }) => id === channel?.id);
		if (twin)
			errors.push(
				`${key}.id: allowed is each channel ID once, got ${twin.id}, which is channel.${twin.number}'s already`,
			);
		else if (channel) channels.push(channel);
	}
	return channels;
}

/**
 * What the journal knows the channel's rows by: the channel ID, and whatever makes a row of other settings unfit. With ThingSpeak that is nothing more,
 * since field1 stays field1; in the generic profile it is the kind of feed and the fields' names, under which old values would be wrong.
 */
export function rowsOf({ id, custom }: ChannelPlan): string {
	return custom ? `generic ${custom.kind} ${id}` : `thingspeak ${id}`;
}

function planChannel(sources: ChannelSources, number: number): ChannelPlan | undefined {
	const { settings, errors } = sources;
	const key = `channel.${number}`;
	const generic = settings.text("mqtt.profile") === "generic";
	const fields = planFields(sources, key);
	const id = planId(settings, key, generic, errors);
	if (id === undefined) return undefined;
	const custom = generic ? planCustom({ ...sources, key, id, fields }) : undefined;
	if (generic && !custom) return undefined;
	if (!generic) refuseCustom(settings, key, errors);
	const perField = custom ? custom.perField : settings.text(`${key}.feed`) === "fields";
	const status = generic || perField ? undefined : planStatus(sources, key);
	const position = planPosition(settings, key, errors);
	refuseFeed(settings, key, generic, perField, errors);
	const echo = planEcho(settings, key, generic, perField, errors);
	const bare = custom ? custom.bare : status !== undefined;
	const times = planTimes(settings, key, generic, perField ? Math.max(1, fields.length) : 1);
	const error =
		fields.length === 0 && !bare ? `${key}: nothing to publish; set ${key}.field1=<sensor>.<quantity>` : times.error;
	if (error !== undefined) {
		errors.push(error);
		return undefined;
	}
	const { intervalMs, minIntervalMs } = times;
	const timeless = custom ? custom.timeless : perField;
	const { align, window } = planSchedule(settings, key, intervalMs, errors);
	const carried = generic || perField ? undefined : position;
	const delta = planDelta({ ...sources, key, fields, intervalMs });
	const rest = {
		fields: new FieldsPlan(fields, sources.sensors),
		status,
		position: carried,
		custom,
		align,
		window,
		delta,
	};
	return { number, id, perField, timeless, bare, echo, intervalMs, minIntervalMs, ...rest };
}

function planId(settings: Settings, key: string, generic: boolean, errors: string[]): string | undefined {
	const id = settings.text(`${key}.id`);
	if (id === "") {
		errors.push(`${key}.id: not set; it is the channel ID on the channel's page`);
		return undefined;
	}
	if (generic) return id;
	if (!isChannelId(id)) {
		errors.push(`${key}.id: allowed is 1 to 12 digits, or any text with mqtt.profile=generic, got "${id}"`);
		return undefined;
	}
	return String(Number(id)); // 007 is 7, which another channel may name as well
}

function planTimes(settings: Settings, key: string, generic: boolean, messages: number) {
	const interval = settings.number(`${key}.interval`);
	const own = `${key}.minInterval`;
	const minInterval = generic && !settings.has(own) ? 0 : settings.number(own);
	const least = minInterval * messages;
	const error =
		minInterval === 0 && !generic
			? `${own}: ThingSpeak takes an update a second at most, so allowed is 1 or more, got 0`
			: interval < least
				? `${key}.interval: allowed is ${least} or more (${messages > 1 ? "one minInterval for each field" : "minInterval"}), got ${interval}`
				: undefined;
	return { intervalMs: interval * SECOND_MS, minIntervalMs: minInterval * SECOND_MS, error };
}

/** What only the generic profile has. */
function refuseCustom(settings: Settings, key: string, errors: string[]): void {
	for (const name of [`${key}.topic`, `${key}.payload`, `${key}.retain`]) {
		if (settings.has(name) && settings.get(name) !== false)
			errors.push(`${name}: ThingSpeak has its own; set mqtt.profile=generic, or unset it`);
	}
}

/** What the feed of this profile does not carry, although it is set. */
function refuseFeed(settings: Settings, key: string, generic: boolean, perField: boolean, errors: string[]): void {
	const status = settings.text(`${key}.status`) !== "";
	if (generic) {
		if (status) errors.push(`${key}.status: the generic profile has none; put what it says into ${key}.payload`);
		return;
	}
	if (!perField) return;
	const feed = `set ${key}.feed=channel, or unset it`;
	if (status) errors.push(`${key}.status: a field feed carries no status; ${feed}`);
	for (const name of ["latitude", "longitude", "elevation"])
		if (settings.has(`${key}.${name}`)) errors.push(`${key}.${name}: a field feed carries no position; ${feed}`);
}

/** Only ThingSpeak's channel feed comes back with its created_at. */
function planEcho(settings: Settings, key: string, generic: boolean, perField: boolean, errors: string[]): boolean {
	if (settings.text(`${key}.confirm`) !== "echo") return false;
	if (!generic && !perField) return true;
	const why = generic
		? "echo needs a channel feed of ThingSpeak, which answers; set mqtt.profile=thingspeak"
		: `echo needs a channel feed, which carries a time; set ${key}.feed=channel`;
	errors.push(`${key}.confirm: ${why}, or unset it`);
	return false;
}

function planStatus({ settings, version, errors }: ChannelSources, key: string): Template | undefined {
	const text = settings.text(`${key}.status`);
	if (text === "") return undefined;
	const status = compileTemplate(text, {
		constants: { name: settings.text("device.name"), version },
		slots: [Slot.Uptime, Slot.Rssi, Slot.Faults, Slot.Backlog],
		braces: false,
	});
	if (status.ok) return status.value;
	errors.push(`${key}.status: ${status.error}`);
	return undefined;
}

function planPosition(settings: Settings, key: string, errors: string[]): Uint8Array | undefined {
	const latitude = settings.text(`${key}.latitude`);
	const longitude = settings.text(`${key}.longitude`);
	const elevation = settings.text(`${key}.elevation`);
	const pair = latitude !== "" && longitude !== "";
	if (!pair && latitude !== longitude)
		errors.push(`${key}.${latitude === "" ? "latitude" : "longitude"}: not set; a position has both, or neither`);
	const parts: string[] = [];
	if (pair) parts.push(`lat=${latitude}`, `long=${longitude}`);
	if (elevation !== "") parts.push(`elevation=${elevation}`);
	return parts.length > 0 ? toUtf8(parts.join("&")) : undefined;
}

function planSchedule(
	settings: Settings,
	key: string,
	intervalMs: number,
	errors: string[],
): Omit<SchedulePlan, "intervalMs"> {
	const align = settings.get(`${key}.align`) === true;
	const hours = parseHours(settings.text(`${key}.hours`));
	const days = parseDays(settings.text(`${key}.days`));
	if (!hours && days === undefined) return { align, window: undefined };
	const { from, to } = hours ?? { from: 0, to: 24 };
	const window: WindowPlan = {
		from,
		hours: to > from ? to - from : to + 24 - from,
		days: days ?? EVERY_DAY,
		zoneMinutes: parseZone(settings.text("time.zone")) ?? 0,
	};
	if (!align || intervalMs <= window.hours * HOUR_S * SECOND_MS) return { align, window };
	errors.push(
		`${key}.align: true needs an interval that surely falls into ${key}.hours, ${window.hours * HOUR_S} s or less, got ${intervalMs / SECOND_MS}`,
	);
	return { align: false, window };
}
