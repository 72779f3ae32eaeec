import { orNothing } from "core/nothing";
import { toUtf8 } from "core/utf8";
import { channelFeedFilter, fieldFeedFilter } from "feed/topic";
import { isTopicFilter, isTopicName } from "mqtt/subscribe";
import {
	type Action,
	ActionKind,
	type Condition,
	parseAction,
	parseCondition,
	SUBSCRIPTIONS_MAX,
} from "settings/action";
import type { Settings } from "settings/settings";

/** One subscription, checked. */
export interface SubscriptionPlan {
	/** 1 to 8, as in the settings. */
	readonly number: number;
	readonly topic: string;
	/** The topic filter in UTF-8. */
	readonly filter: Uint8Array;
	/** True for a channel feed, whose messages are JSON with an entry_id; false for bare values. */
	readonly counted: boolean;
	/** Of a channel feed, whose value acts: 1 to 8; 0 for none. */
	readonly field: number;
	readonly action: Action;
	/** Undefined: every value acts. */
	readonly when: Condition | undefined;
	/** Bounds of what Set takes. */
	readonly least: number;
	readonly most: number;
}

/** Resolves subscription.*; what cannot work is left out and told in `errors`, one line each with the key to change. */
export function planSubscriptions(settings: Settings, errors: string[]): readonly SubscriptionPlan[] {
	const plans: SubscriptionPlan[] = [];
	for (let number = 1; number <= SUBSCRIPTIONS_MAX; number++) {
		const key = `subscription.${number}`;
		if (!settings.keys().some((set) => set.startsWith(`${key}.`))) continue;
		const plan = planSubscription(settings, number, key);
		if (typeof plan === "string") errors.push(plan);
		else plans.push(plan);
	}
	return orNothing(plans);
}

/** The plan, or what is wrong with it. */
function planSubscription(settings: Settings, number: number, key: string): SubscriptionPlan | string {
	const action = parseAction(settings.text(`${key}.do`));
	if (!action) return `${key}.do: not usable`;
	const when = parseCondition(settings.text(`${key}.when`));
	const place = settings.has(`${key}.topic`) ? planTopic(settings, key) : planFeed(settings, key);
	if (typeof place === "string") return place;
	const filter = toUtf8(place.topic);
	if (!filter || !isTopicFilter(filter))
		return `${key}.topic: allowed is an MQTT topic filter (+ and # alone in a level), got another text`;
	const single = isTopicName(filter, 0, filter.length) && (!place.counted || place.field > 0);
	if (!single && action.kind !== ActionKind.Log)
		return place.field < 0
			? `${key}.topic: one with + or # is for "log" alone; ${key}.do needs the values of one topic`
			: `${key}.field: one of 1 to 8 is needed, since ${key}.do acts on its value`;
	const problem = checkAction(settings, key, action, when);
	if (problem !== undefined) return problem;
	const least = bound(settings, `${key}.min`, Number.NEGATIVE_INFINITY);
	const most = bound(settings, `${key}.max`, Number.POSITIVE_INFINITY);
	if (least > most) return `${key}.min: allowed is ${most} or less (${key}.max), got ${least}`;
	return {
		number,
		topic: place.topic,
		filter,
		counted: place.counted,
		field: Math.max(0, place.field),
		action,
		when,
		least,
		most,
	};
}

/** Where values come from; `field` is -1 for a topic that the settings name as such. */
interface Place {
	readonly topic: string;
	readonly counted: boolean;
	readonly field: number;
}

function planTopic(settings: Settings, key: string): Place | string {
	for (const name of ["channel", "feed", "field"])
		if (settings.has(`${key}.${name}`)) return `${key}.topic: it stands in place of ${key}.${name}; unset one of them`;
	return { topic: settings.text(`${key}.topic`), counted: false, field: -1 };
}

function planFeed(settings: Settings, key: string): Place | string {
	const id = settings.text(`${key}.channel`);
	const field = settings.text(`${key}.field`);
	if (id === "") return `${key}.channel: not set; it is the channel ID on the channel's page (or set ${key}.topic)`;
	if (!isDigits(id))
		return `${key}.channel: allowed is 1 to 12 digits, got "${id}"; any other topic goes by ${key}.topic`;
	if (settings.text(`${key}.feed`) === "fields") {
		if (field === "") return `${key}.field: not set; 1 to 8, or + for all fields`;
		return { topic: fieldFeedFilter(id, field), counted: false, field: field === "+" ? 0 : Number(field) };
	}
	if (field === "+") return `${key}.field: + needs ${key}.feed=fields; unset it to log whole updates`;
	return { topic: channelFeedFilter(id), counted: true, field: field === "" ? 0 : Number(field) };
}

function checkAction(settings: Settings, key: string, action: Action, when: Condition | undefined): string | undefined {
	const { kind } = action;
	if (kind === ActionKind.Restart && !when)
		return `${key}.when: not set; a restart needs the value that asks for it, such as =1`;
	if (kind !== ActionKind.Set) {
		for (const name of ["min", "max"])
			if (settings.has(`${key}.${name}`)) return `${key}.${name}: it is for "set" alone; unset it`;
		return undefined;
	}
	const [group, name] = action.key.split(".");
	const owner = group === "channel" ? `channel.${name}.id` : `sensor.${name}.model`;
	if (group !== "console" && !settings.has(owner)) return `${key}.do: there is no ${group}.${name}; set ${owner}`;
	return undefined;
}

function bound(settings: Settings, key: string, otherwise: number): number {
	return settings.has(key) ? settings.number(key) : otherwise;
}

/** True for two plans that ask for the same. */
export function isSame(a: SubscriptionPlan, b: SubscriptionPlan): boolean {
	return (
		a.number === b.number &&
		a.topic === b.topic &&
		a.field === b.field &&
		a.least === b.least &&
		a.most === b.most &&
		a.action.kind === b.action.kind &&
		a.action.key === b.action.key &&
		a.action.pin === b.action.pin &&
		a.when?.operator === b.when?.operator &&
		a.when?.value === b.when?.value
	);
}

function isDigits(text: string): boolean {
	for (const digit of text) if (digit < "0" || digit > "9") return false;
	return true;
}
