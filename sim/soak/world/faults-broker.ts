import { type FaultKind, HOUR_MS, lasting, MINUTE_MS, SECOND_MS, sudden } from "./fault-kind";
import type { Random } from "./random";
import type { World } from "./world";

/** Packets that no broker of MQTT 3.1.1 sends us: a CONNACK again, reserved bits, QoS 3, a topic name beyond its packet, unknown types. */
const WRONG: readonly (readonly number[])[] = [
	[0x20, 0x02, 0x00, 0x00],
	[0xd1, 0x00],
	[0x36, 0x05, 0x00, 0x01, 0x61, 0x00, 0x01],
	[0x30, 0x03, 0x00, 0x09, 0x61],
	[0x00, 0x00],
	[0xf0, 0x00],
	[0x10, 0x00],
	[0x90, 0x03, 0x12, 0x34, 0x07],
];
/** Lengths of five bytes, and of 256 MB. */
const ENDLESS: readonly (readonly number[])[] = [
	[0x30, 0xff, 0xff, 0xff, 0xff, 0x7f],
	[0x30, 0xff, 0xff, 0xff, 0x7f, 0x00, 0x01, 0x61],
];
const SILENCES = [
	["silent-open", "mute", "the broker takes connections and says nothing, not even in TLS"],
	["silent-connect", "mutesConnect", "the broker says nothing to CONNECT"],
	["silent-ping", "mutesPing", "the broker says nothing to PINGREQ, nor to anything behind it"],
] as const;
const CODES = [
	"wants another protocol version",
	"refuses the client identifier",
	"is not available",
	"refuses user name or password",
	"does not authorise the client",
];

/** Kinds of the broker. */
export const BROKER_FAULTS: readonly FaultKind[] = [
	lasting(
		"broker-down",
		"broker.down",
		"the broker is down",
		{
			set: ({ broker }) => {
				broker.down = true;
			},
			clear: ({ broker }) => {
				broker.down = false;
			},
			act: ({ broker }, random) => broker.drop(random.chance(0.5)),
		},
		4 * HOUR_MS,
	),
	sudden(
		"broker-restart",
		"broker.restart",
		"the broker restarts: connections are reset, and refused for seconds",
		restart,
	),
	sudden("fin", "broker.fin", "the broker closes the connection", (world) => {
		if (world.broker.session) world.note("broker.fin");
		world.broker.drop(false);
	}),
	...SILENCES.map(([name, field, what]) =>
		lasting(name, `broker.${field}`, what, {
			set: ({ broker }) => {
				broker[field] = true;
			},
			clear: ({ broker }) => {
				broker[field] = false;
			},
			act: ({ broker }) => {
				if (field !== "mutesPing") broker.drop(true);
			},
		}),
	),
	...CODES.map((what, i) =>
		refusing(`connack-${i + 1}`, `broker.returnCode.${i + 1}`, `the broker ${what}: CONNACK ${i + 1}`, () => i + 1),
	),
	refusing("connack-odd", "broker.returnCode.odd", "CONNACK with a return code that there is not", (random) =>
		random.between(6, 255),
	),
	lasting("closes-early", "broker.closesAfterMs", "the broker closes each session within a minute of CONNACK", {
		set: ({ broker }, random) => {
			broker.closesAfterMs = random.between(0, 50_000);
			broker.resets = random.chance(0.5);
		},
		clear: ({ broker }) => {
			broker.closesAfterMs = Number.POSITIVE_INFINITY;
		},
		act: ({ broker }) => broker.drop(broker.resets),
	}),
	lasting(
		"closes-on-publish",
		"broker.closesOnPublish",
		"the broker closes the connection when something is published",
		{
			set: ({ broker }) => {
				broker.closesOnPublish = true;
			},
			clear: ({ broker }) => {
				broker.closesOnPublish = false;
			},
		},
	),
	lasting("take-over", "broker.takeOver", "another device with our client identifier comes back again and again", {
		every: [2 * SECOND_MS, 40 * SECOND_MS],
		act: ({ broker }) => broker.takeOver(),
	}),
	lasting("broker-slow", "broker.slowMs", "the broker takes its time for all that it says", {
		set: ({ broker }, random) => {
			broker.slowMs = random.between(2_000, 25_000);
		},
		clear: ({ broker }) => {
			broker.slowMs = 0;
		},
	}),
	packet("wrong-packet", "a malformed packet, or one that a broker does not send", (random) => random.pick(WRONG)),
	packet("oversize", "a packet whose length is without end, or without reason", (random) => random.pick(ENDLESS)),
	packet("unowed-pingresp", "PINGRESP that nobody had asked for", () => [0xd0, 0x00, 0xd0, 0x00]),
	lasting(
		"flood",
		"broker.flood",
		"the broker sends hundreds of messages",
		{
			every: [SECOND_MS, 30 * SECOND_MS],
			act: ({ broker }, random) => broker.flood(random.between(5, 50), random.between(1, 1_500)),
		},
		10 * MINUTE_MS,
	),
	lasting("suback-refuses", "broker.subscribeCode", "the broker refuses subscriptions", {
		set: ({ broker }) => {
			broker.subscribeCode = 0x80;
		},
		clear: ({ broker }) => {
			broker.subscribeCode = 0;
		},
		act: ({ broker }) => broker.drop(false),
	}),
	lasting("echo-lost", "broker.deaf", "the broker tells subscribers nothing of what it takes", {
		set: ({ broker }) => {
			broker.deaf = true;
		},
		clear: ({ broker }) => {
			broker.deaf = false;
		},
	}),
];

function refusing(name: string, effect: string, what: string, code: (random: Random) => number): FaultKind {
	return lasting(name, effect, what, {
		group: "connack",
		set: ({ broker }, random) => {
			broker.returnCode = code(random);
		},
		clear: ({ broker }) => {
			broker.returnCode = 0;
		},
		act: ({ broker }) => broker.drop(false),
	});
}

/** `bytes` to the session that there is, several times. */
function packet(name: string, what: string, bytes: (random: Random) => readonly number[]): FaultKind {
	return lasting(
		name,
		`broker.${name}`,
		what,
		{
			every: [10 * SECOND_MS, 300 * SECOND_MS],
			act: (world, random) => {
				const wrong = bytes(random);
				const { session } = world.broker;
				if (!session) return;
				world.note(`broker.${name}`);
				session.send(Uint8Array.from(wrong));
			},
		},
		20 * MINUTE_MS,
	);
}

function restart(world: World, random: Random): void {
	const { broker, network } = world;
	if (broker.session) world.note("broker.restart");
	const was = network.refuses;
	network.refuses = true;
	broker.drop(true);
	world.at(world.now + random.between(500, 40_000), () => {
		if (!was && world.faultsOn("refused") === 0) network.refuses = false;
	});
}
