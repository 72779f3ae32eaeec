import type { Answer } from "console/command";
import type { Flow } from "console/wizard/flow";
import { isChannelId } from "settings/validate";

const ID = "channel.1.id";
const INTERVAL = "channel.1.interval";

/** Which channel. */
export function channelStep(flow: Flow, said: readonly string[]): Answer {
	return flow.ask(
		{
			prompt: "Channel ID (the number on the channel's page)",
			usual: flow.text(ID),
			take: (text) => {
				if (text === "") return flow.again(["A channel ID is needed; Ctrl-C leaves."]);
				const wrong = notDigits(flow, text) ?? flow.set(ID, text);
				return wrong === undefined ? flow.next() : flow.again([wrong]);
			},
		},
		said,
	);
}

/** Only the generic profile takes anything else. */
function notDigits(flow: Flow, text: string): string | undefined {
	if (isChannelId(text.trim()) || flow.text("mqtt.profile") === "generic") return undefined;
	return "Allowed is 1 to 12 digits.";
}

/** How often. */
export function intervalStep(flow: Flow, said: readonly string[]): Answer {
	return flow.ask(
		{
			prompt: "Update interval in seconds (15 or more, paid licence 1)",
			usual: flow.text(INTERVAL),
			take: (text) => {
				const wrong = flow.set(INTERVAL, text) ?? matchMinimum(flow);
				return wrong === undefined ? flow.next() : flow.again([wrong]);
			},
		},
		said,
	);
}

/** An interval below what the free licence allows is only meant by someone with another one. */
function matchMinimum(flow: Flow): string | undefined {
	const interval = Number(flow.text(INTERVAL));
	if (interval >= Number(flow.text("channel.1.minInterval"))) return undefined;
	return flow.set("channel.1.minInterval", String(interval));
}
