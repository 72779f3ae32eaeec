import type { SubscriptionState } from "console/host";
import { FakeTerminal } from "fakes/console";
import { FakeHost } from "fakes/host";
import { equal, test } from "harness";

const STATE: SubscriptionState = {
	number: 1,
	topic: "channels/9/subscribe",
	action: "set channel.1.interval",
	result: 0,
	messages: 12,
	replays: 2,
	broken: 1,
	acts: 3,
	refusals: 0,
	entry: 123,
	text: "channel.1.interval = 60 (entry 123)",
	actedAgoMs: 65_000,
};

test("subscriptions: topic, action, the broker's answer, last entry, counts, and what was done last", () => {
	const host = new FakeHost();
	host.subscriptionStates = [
		STATE,
		{ ...STATE, number: 4, topic: "a", action: "log", result: 0x80, entry: 0, text: "" },
	];
	const terminal = new FakeTerminal({ host });
	equal(terminal.run("subscriptions"), [
		"1  channels/9/subscribe: set channel.1.interval",
		"   granted; last entry 123",
		"   12 messages (2 seen before, 1 not readable), acted on 3, refused 0",
		"   1 min 5 s ago: channel.1.interval = 60 (entry 123)",
		"4  a: log",
		"   the broker refused the subscription: may this device subscribe to it?",
		"   12 messages (2 seen before, 1 not readable), acted on 3, refused 0",
	]);
	terminal.run("json on");
	const [answer] = terminal.run("subscriptions").map((line) => JSON.parse(line));
	equal(answer.subscriptions[0], { ...STATE });
});

test("subscriptions: none, and not subscribed now", () => {
	const host = new FakeHost();
	const terminal = new FakeTerminal({ host });
	equal(terminal.run("subscriptions"), ['there are no subscriptions: "set subscription.1.channel ..."']);
	host.subscriptionStates = [{ ...STATE, result: -1, entry: 0 }];
	equal(terminal.run("subscriptions")[1], "   not subscribed now");
});

test("subscription settings: what is typed at the console is kept in one spelling, and a wrong one says what is allowed", () => {
	const terminal = new FakeTerminal({ host: new FakeHost() });
	equal(terminal.run("set subscription.1.do SET Channel.1.Interval"), ["subscription.1.do = set channel.1.interval"]);
	equal(terminal.run("set subscription.1.when > 30"), ["subscription.1.when = >30"]);
	equal(terminal.run("set subscription.1.do set mqtt.password"), [
		"subscription.1.do: allowed is log, restart, pin <number>, or set <key>: channel.<1-10>.interval, sensor.<name>.interval, console.log, " +
			'got "set mqtt.password"',
	]);
});
