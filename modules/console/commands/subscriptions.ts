import { type Answer, type Call, type Command, done } from "console/command";
import { ago, counted } from "console/commands/shown";
import type { SubscriptionState } from "console/host";
import { subscribeWords } from "console/subscribe-words";

const INDENT = " ".repeat(3);

/** Commands about what the board subscribes to. */
export const SUBSCRIPTION_COMMANDS: readonly Command[] = Object.freeze([
	{
		name: "subscriptions",
		usage: "",
		help: "list the subscriptions, what the broker said of them, and what they did last",
		least: 0,
		most: 0,
		run: subscriptions,
	},
]);

function subscriptions({ host }: Call): Answer {
	const all = host.subscriptions();
	if (all.length === 0)
		return done('there are no subscriptions: "set subscription.1.channel ..."', { subscriptions: [] });
	return done(all.flatMap(linesOf), { subscriptions: all.map(dataOf) });
}

function linesOf(state: SubscriptionState): readonly string[] {
	const { number, topic, action, result, messages, replays, broken, acts, refusals, entry, text, actedAgoMs } = state;
	const lines = [
		`${number}  ${topic}: ${action}`,
		`${INDENT}${result < 0 ? "not subscribed now" : subscribeWords(result as 0)}${entry > 0 ? `; last entry ${entry}` : ""}`,
		`${INDENT}${counted(messages, "message")} (${replays} seen before, ${broken} not readable), acted on ${acts}, refused ${refusals}`,
	];
	if (text !== "") lines.push(`${INDENT}${ago(actedAgoMs)}: ${text}`);
	return lines;
}

function dataOf(state: SubscriptionState): Readonly<Record<string, unknown>> {
	const { result } = state;
	return { ...state, result: result < 0 ? null : result };
}
