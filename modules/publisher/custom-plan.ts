import { toUtf8 } from "core/utf8";
import { compileTemplate, expandConstants, Slot, type Template } from "feed/template";
import { Topic } from "feed/topic";
import { isTopicName } from "mqtt/subscribe";
import type { ChannelSources } from "publisher/channel-plan";
import type { FieldPlan } from "publisher/fields-plan";
import { AGGREGATIONS } from "settings/schema";

const FIELDS = 8;
const NOTHING = new Uint8Array(0);
const PLACEHOLDER = "{field}";
/** Payloads where none is set. */
const OF_ALL = '{{fields},"time":"{time}"}';
const OF_ONE = "{value}";

/** What the messages of a channel look like in the generic profile. */
export interface CustomPlan {
	/** One a field of the plan, in its order, or one for all. */
	readonly topics: readonly Topic[];
	readonly payload: Template;
	/** names[i] is field i+1's; empty where there is none. */
	readonly names: readonly Uint8Array[];
	readonly perField: boolean;
	/** The payload has no time. */
	readonly timeless: boolean;
	/** The payload has no reading in it. */
	readonly bare: boolean;
	/** What a row's values are called by, in one text: a row of other names cannot go out as one of these. */
	readonly kind: string;
}

/** What a channel's messages are planned from. */
export interface CustomSources extends ChannelSources {
	/** `channel.1` */
	readonly key: string;
	readonly id: string;
	readonly fields: readonly FieldPlan[];
}

/** Compiles topic and payload, or tells in `errors` what is wrong with them. */
export function planCustom(sources: CustomSources): CustomPlan | undefined {
	const { settings, errors, key, fields } = sources;
	const single = settings.text(`${key}.feed`) === "fields";
	const topic = settings.text(`${key}.topic`) || (single ? "{device}/{channel}/{field}" : "{device}/{channel}");
	const payload = planPayload(sources, settings.text(`${key}.payload`) || (single ? OF_ONE : OF_ALL));
	if (!payload) return undefined;
	const perField = topic.includes(PLACEHOLDER) || payload.has(Slot.Value) || payload.has(Slot.Field);
	if (perField && payload.has(Slot.Fields)) {
		errors.push(`${key}.payload: {fields} is for one message of all fields, {field} and {value} are for one of each`);
		return undefined;
	}
	const nameless = !topic.includes(PLACEHOLDER) && !payload.has(Slot.Field);
	if (perField && nameless && fields.length > 1) {
		errors.push(
			`${key}.topic: ${fields.length} fields would be told apart by nothing; put {field} into topic or payload`,
		);
		return undefined;
	}
	const names = fieldNames(fields, sources);
	const topics = planTopics(sources, topic, perField ? fields.map(({ field }) => names[field]) : [""]);
	if (!topics) return undefined;
	return {
		topics,
		payload,
		names: names.map((name) => toUtf8(name) ?? NOTHING),
		perField,
		timeless: !payload.has(Slot.Iso) && !payload.has(Slot.Ms),
		bare: !perField && !payload.has(Slot.Fields),
		kind: `${perField ? "fields" : "all"} ${names.join()}`,
	};
}

function planPayload({ settings, version, errors, key, id }: CustomSources, text: string): Template | undefined {
	const name = settings.text("device.name");
	const payload = compileTemplate(text, {
		constants: {
			device: name,
			channel: id,
			name,
			version,
			latitude: settings.text(`${key}.latitude`),
			longitude: settings.text(`${key}.longitude`),
			elevation: settings.text(`${key}.elevation`),
		},
		slots: [Slot.Fields, Slot.Field, Slot.Value, Slot.Iso, Slot.Ms, Slot.Uptime, Slot.Rssi, Slot.Faults, Slot.Backlog],
		braces: true,
	});
	if (payload.ok) return payload.value;
	errors.push(`${key}.payload: ${payload.error}`);
	return undefined;
}

/** One topic for each of the field names. */
function planTopics(
	{ settings, errors, key, id }: CustomSources,
	text: string,
	names: readonly string[],
): readonly Topic[] | undefined {
	const topics: Topic[] = [];
	const retain = settings.get(`${key}.retain`) === true;
	for (const field of names) {
		const topic = expandConstants(text, { device: settings.text("device.name"), channel: id, field });
		const bytes = toUtf8(topic.ok ? topic.value : "") ?? NOTHING;
		if (topic.ok && isTopicName(bytes, 0, bytes.length)) topics.push(new Topic(topic.value, retain));
		else {
			const why = topic.ok
				? "a topic holds neither + nor #, and nor may device.name where it stands in one"
				: topic.error;
			errors.push(`${key}.topic: ${why}`);
			return undefined;
		}
	}
	return topics;
}

/**
 * A name for each field, "" where there is none: that of its quantity, with the sensor in front where two have the same quantity, and
 * with how they are summed up behind where those are alike, too.
 */
function fieldNames(fields: readonly FieldPlan[], { sensors }: CustomSources): readonly string[] {
	const names: string[] = new Array(FIELDS).fill("");
	const levels = fields.map(({ sensor, quantity, aggregation }) => {
		const short = sensors[sensor].quantities[quantity].name;
		const long = `${sensors[sensor].name}_${short}`;
		return [short, long, `${long}_${AGGREGATIONS[aggregation]}`];
	});
	fields.forEach(({ field }, i) => {
		const unlike = levels[i].find((name, level) => !levels.some((other, j) => j !== i && other[level] === name));
		names[field] = unlike ?? `field${field + 1}`;
	});
	return names;
}
