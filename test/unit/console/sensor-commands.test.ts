import type { ChannelState, SensorState, StepResult } from "console/host";
import { FakeTerminal } from "fakes/console";
import { FakeHost } from "fakes/host";
import { equal, ok, test } from "harness";

const AIR: SensorState = {
	name: "air",
	model: "sht3x",
	intervalMs: 10_000,
	quantities: [
		{ name: "temperature", unit: "°C", digits: 2 },
		{ name: "humidity", unit: "%", digits: 1 },
	],
	values: [21.5, Number.NaN],
	sampledAgoMs: 2_000,
	fault: 0,
	samples: 34,
	faults: 1,
	health: 2,
	counts: [33, 0, 0, 1, 0, 0, 0, 0, 0],
	lastFault: 3,
	faultAgoMs: 300_000,
	nextInMs: 8_000,
};

const CHANNEL: ChannelState = {
	number: 1,
	id: "12345",
	kept: 3,
	unsent: 2,
	oldestAgoMs: 125_000,
	drainMs: 64_000,
	evicted: 0,
	timeless: false,
	spoilt: 0,
	unconfirmed: 0,
	factor: 1,
	dueInMs: 42_000,
	sendableInMs: 0,
	publishedAgoMs: -1,
};

function withSensor(): FakeTerminal {
	const host = new FakeHost();
	host.sensorStates = [AIR];
	host.channelStates = [CHANNEL];
	return new FakeTerminal({ host });
}

test("sensors: readings with their units and digits, and how it goes", () => {
	const terminal = withSensor();
	equal(terminal.run("sensors"), [
		"air              temperature 21.50 °C  humidity -",
		"                 sht3x, every 10 s; 2.0 s ago; next in 8.0 s",
		"                 shaky; 34 samples, 1 fault: checksum 1; the last 5 min 0 s ago",
	]);
	terminal.run("json on");
	const [answer] = terminal.run("sensors").map((line) => JSON.parse(line));
	equal(answer.sensors[0].readings, [
		{ quantity: "temperature", unit: "°C", value: 21.5 },
		{ quantity: "humidity", unit: "%", value: null },
	]);
	equal(answer.sensors[0].fault, null);
	const { health, samples, faults, kinds, lastFault, faultAgoMs, nextInMs } = answer.sensors[0];
	equal([health, samples, faults, lastFault, faultAgoMs, nextInMs], ["shaky", 34, 1, "checksum", 300_000, 8_000]);
	equal(kinds, { absent: 0, busy: 0, checksum: 1, range: 0, timeout: 0, stuck: 0, busStuck: 0, defective: 0 });
});

test("sensors: one that fails says since when, why, and when it is tried next; one without a fault says so", () => {
	const terminal = withSensor();
	const counts = [30, 2, 0, 1, 0, 0, 0, 0, 0];
	terminal.host.sensorStates = [
		{ ...AIR, fault: 1, faults: 3, counts, lastFault: 1, health: 3, faultAgoMs: 40_000, nextInMs: 120_000 },
		{ ...AIR, name: "cellar", faults: 0, counts: [34], lastFault: 0, health: 1, faultAgoMs: -1, nextInMs: -1 },
	];
	equal(terminal.run("sensors"), [
		"air              temperature 21.50 °C  humidity -",
		"                 sht3x, every 10 s; 2.0 s ago; next in 2 min 0 s",
		"                 failing; 34 samples, 3 faults: absent 2, checksum 1; the last",
		"                 40 s ago",
		"                 now absent: check its wiring and address",
		"cellar           temperature 21.50 °C  humidity -",
		"                 sht3x, every 10 s; 2.0 s ago; not sampled",
		"                 good; 34 samples, 0 faults",
	]);
});

test("sensors: a quantity without dimension has no unit for people, and its 1 for programs", () => {
	const terminal = withSensor();
	const load = { ...AIR, quantities: [{ name: "load", unit: "1", digits: 2 }], values: [0.25] };
	terminal.host.sensorStates = [load];
	equal(terminal.run("sensors")[0], "air              load 0.25");
	terminal.run("json on");
	equal(JSON.parse(terminal.run("sensors")[0]).sensors[0].readings, [{ quantity: "load", unit: "1", value: 0.25 }]);
});

test("sensors: readings that need more than a line go on below the first; none is broken; spikes are counted", () => {
	const terminal = withSensor();
	const quantities = [
		...AIR.quantities,
		{ name: "dewPoint", unit: "°C", digits: 2 },
		{ name: "absoluteHumidity", unit: "g/m³", digits: 2 },
		{ name: "vapourPressureDeficit", unit: "kPa", digits: 3 },
	];
	const values = [21.5, 45.2, 9.1, 8.5432, 1.4056];
	terminal.host.sensorStates = [{ ...AIR, quantities, values, spikes: 3 }];
	equal(terminal.run("sensors"), [
		"air              temperature 21.50 °C  humidity 45.2 %  dewPoint 9.10 °C",
		"                 absoluteHumidity 8.54 g/m³  vapourPressureDeficit 1.406 kPa",
		"                 sht3x, every 10 s; 2.0 s ago; next in 8.0 s",
		"                 shaky; 34 samples, 1 fault: checksum 1; the last 5 min 0 s",
		"                 ago; 3 spikes",
	]);
});

test("sample: one or all; a fault says what to check; an unknown one is not repeated", () => {
	const terminal = withSensor();
	equal(terminal.run("sample hunter2"), ["unknown sensor; there are air"]);
	terminal.type("sample AIR\r");
	terminal.take();
	terminal.host.task.events.onItem({ ...AIR, fault: 1 } as never);
	terminal.host.task.events.onDone();
	equal(terminal.take(), "air              absent: check its wiring and address\r\nfieldfeed> ");
	equal(terminal.host.calls, ["sample air"]);
	equal(new FakeTerminal().run("sample"), ['there are no sensors: "set sensor.<name>.model ..."']);
});

test("queue: what waits, and when it goes", () => {
	equal(withSensor().run("queue"), [
		"channel.1  12345: 3 rows, 2 unsent",
		"           next row in 42 s; may be sent now; published never",
		"           the oldest is 2 min 5 s old; all sent in 1 min 4 s when connected",
	]);
});

/** What `queue` says of a channel. */
function queueLines(changes: Partial<ChannelState>): readonly string[] {
	const terminal = withSensor();
	terminal.host.channelStates = [{ ...CHANNEL, ...changes }];
	const lines = terminal.run("queue");
	ok(
		lines.every((line) => line.length < 80),
		lines.join("\n"),
	);
	return lines;
}

/** What it says below its first two lines. */
function queueOf(changes: Partial<ChannelState>): readonly string[] {
	return queueLines(changes)
		.slice(2)
		.map((line) => line.trim());
}

test("queue: when nothing waits there is nothing to say of it", () => {
	equal(queueOf({ kept: 0, unsent: 0, oldestAgoMs: -1, drainMs: 0 }), []);
});

test("queue: a backlog that comes as fast as it leaves never ends; one without a pace ends at once", () => {
	equal(queueOf({ drainMs: -1 }), ["the oldest is 2 min 5 s old; all sent: never at this interval"]);
	equal(queueOf({ drainMs: 0, oldestAgoMs: -1 }), ["the oldest is of unknown age; all sent at once when connected"]);
});

test("queue: what was lost and why; longer intervals while the journal fills", () => {
	const [, ...lines] = queueOf({ evicted: 1_099, spoilt: 1, unconfirmed: 2, factor: 16, drainMs: 400_000_000 });
	equal(lines, [
		"the journal fills: rows come 16 times less often",
		"lost: 1099 rows for want of room, 1 row unreadable in flash, 2 rows",
		"never confirmed",
	]);
});

test("queue: rows of a feed without a time are not lost for want of room: newer ones are true", () => {
	const [, ...lines] = queueOf({ evicted: 5, timeless: true });
	equal(lines, ["5 rows gave way to newer ones"]);
});

test("queue: a long channel ID stays whole, and what is behind it goes to the next line", () => {
	const id = "greenhouse-".repeat(5).concat("shed");
	equal(queueLines({ id }).slice(0, 2), [`channel.1  ${id}: 3 rows,`, "           2 unsent"]);
});

test("queue: programs get every number", () => {
	const terminal = withSensor();
	terminal.run("json on");
	const state = { ...CHANNEL, evicted: 4, spoilt: 3, unconfirmed: 2, factor: 64 };
	terminal.host.channelStates = [state];
	equal(JSON.parse(terminal.run("queue")[0]).channels, [state]);
});

test("publish: a line for each channel that was proved", () => {
	const terminal = withSensor();
	terminal.type("publish\r");
	terminal.take();
	terminal.host.task.events.onItem(CHANNEL as never);
	terminal.host.task.events.onDone();
	equal(terminal.take(), "channel 12345: the broker has read it\r\n1 channel published\r\nfieldfeed> ");
});

test("connect and disconnect: the host's word counts", () => {
	const terminal = withSensor();
	equal(terminal.run("connect"), ["connecting"]);
	ok(terminal.run("disconnect")[0].startsWith("disconnected until"));
	terminal.host.problem = "there is no broker to connect to";
	equal(terminal.run("connect"), ["there is no broker to connect to"]);
});

function step(number: number, ok: boolean, text: string): StepResult {
	return { step: number, ok, text, tookMs: 120 };
}

test("test: each step as it comes, with ok or FAILED and what to do; the first failure is the answer", () => {
	const terminal = withSensor();
	terminal.type("test\r");
	terminal.take();
	const { events } = terminal.host.task;
	events.onItem(step(0, true, "192.168.1.20") as never);
	equal(terminal.take(), "link     ok     192.168.1.20 (0.1 s)\r\n");
	events.onItem(step(2, false, "the host name has no address: check mqtt.host") as never);
	equal(terminal.take(), "DNS      FAILED the host name has no address: check mqtt.host (0.1 s)\r\n");
	events.onDone();
	equal(terminal.take(), "failed at DNS\r\nfieldfeed> ");
	terminal.type("test\r");
	terminal.take();
	terminal.host.task.events.onItem(step(6, true, "the broker has read it") as never);
	terminal.host.task.events.onDone();
	ok(terminal.take().endsWith("everything works\r\nfieldfeed> "));
});

test("test: programs get every step in one line", () => {
	const terminal = withSensor();
	terminal.run("json on");
	terminal.type("test\r");
	terminal.host.task.events.onItem(step(5, false, "bad user name or password") as never);
	terminal.take();
	terminal.host.task.events.onDone();
	const answer = JSON.parse(terminal.take());
	equal(
		[answer.ok, answer.error, answer.steps],
		[false, "test", [{ step: "login", ok: false, text: "bad user name or password", tookMs: 120 }]],
	);
});
