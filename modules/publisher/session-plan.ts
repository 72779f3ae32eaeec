import type { Encodable } from "core/encodable";
import { toUtf8 } from "core/utf8";
import { expandConstants } from "feed/template";
import { Topic } from "feed/topic";
import type { Will } from "mqtt/connect";
import type { TopicName } from "mqtt/packet";
import { isTopicName } from "mqtt/subscribe";
import type { Settings } from "settings/settings";

/** A message that says that the board is there. */
export interface BirthPlan {
	readonly topic: TopicName;
	readonly payload: Encodable;
}

/** What a session is, beyond who opens it. */
export interface SessionPlan {
	readonly cleanSession: boolean;
	readonly will: Will | undefined;
	readonly birth: BirthPlan | undefined;
}

const PLAIN: SessionPlan = Object.freeze({ cleanSession: true, will: undefined, birth: undefined });
const WILL = "mqtt.will.topic";

/** What the settings say of the session; what does not fit the profile is told in `errors` and left out. */
export function planSession(settings: Settings, errors: string[]): SessionPlan {
	if (settings.text("mqtt.profile") !== "generic") {
		refuse(settings, errors);
		return PLAIN;
	}
	const wanted = settings.get("mqtt.cleanSession") !== false;
	const cleanSession = wanted || settings.text("mqtt.clientId") === "";
	if (cleanSession !== wanted)
		errors.push("mqtt.cleanSession: false needs mqtt.clientId as well, by which the broker knows the session again");
	return { cleanSession, ...planWill(settings, errors) };
}

/** ThingSpeak takes no Will, and every session is a clean one. */
function refuse(settings: Settings, errors: string[]): void {
	const why = "set mqtt.profile=generic, or unset it";
	for (const key of settings.keys())
		if (key.startsWith("mqtt.will.")) errors.push(`${key}: ThingSpeak takes no Will; ${why}`);
	if (settings.get("mqtt.cleanSession") === false)
		errors.push(`mqtt.cleanSession: ThingSpeak keeps no session; ${why}`);
}

function planWill(settings: Settings, errors: string[]): Pick<SessionPlan, "will" | "birth"> {
	const none = { will: undefined, birth: undefined };
	const others = settings.keys().find((key) => key.startsWith("mqtt.will.") && key !== WILL);
	if (settings.text(WILL) === "") {
		if (others !== undefined) errors.push(`${others}: a Will needs ${WILL} as well`);
		return none;
	}
	const text = (key: string): string | undefined => {
		const expanded = expandConstants(settings.text(key), { device: settings.text("device.name") });
		if (!expanded.ok) errors.push(`${key}: ${expanded.error}`);
		return expanded.ok ? expanded.value : undefined;
	};
	const topic = text(WILL);
	const message = text("mqtt.will.payload");
	const hello = text("mqtt.will.birth");
	if (topic === undefined || message === undefined || hello === undefined) return none;
	const name = toUtf8(topic) ?? new Uint8Array(0);
	if (!isTopicName(name, 0, name.length)) {
		errors.push(`${WILL}: a topic holds neither + nor #, and nor may device.name where it stands in one`);
		return none;
	}
	const retain = settings.get("mqtt.will.retain") === true;
	const will = { topic: name, message: toUtf8(message) ?? new Uint8Array(0), retain };
	return { will, birth: hello === "" ? undefined : { topic: new Topic(topic, retain), payload: new Topic(hello) } };
}
