import { type FaultKind, lasting, sudden } from "./fault-kind";

/** Packets that no broker of MQTT 3.1.1 sends us: one that is not owed, a CONNACK again, reserved bits, a length without an end, QoS 3, rubbish. */
const WRONG: readonly (readonly number[])[] = [
	[0xd0, 0x00, 0xd0, 0x00],
	[0x20, 0x02, 0x00, 0x00],
	[0xd1, 0x00],
	[0x30, 0xff, 0xff, 0xff, 0xff, 0x7f],
	[0x36, 0x05, 0x00, 0x01, 0x61, 0x00, 0x01],
	[0x00, 0x00],
	[0xf0, 0xa5, 0x5a],
];

/** Kinds of the broker. */
export const BROKER_FAULTS: readonly FaultKind[] = [
	lasting(
		"broker-down",
		"broker.down",
		({ broker }, random) => {
			broker.down = true;
			broker.drop(random.chance(0.5));
		},
		({ broker }) => {
			broker.down = false;
		},
	),
	sudden("broker-fin", "broker.drop", ({ broker }) => broker.drop(false)),
	sudden("broker-rst", "broker.drop", ({ broker }) => broker.drop(true)),
	lasting(
		"silent-open",
		"broker.mute",
		({ broker }) => {
			broker.mute = true;
			broker.drop(true);
		},
		({ broker }) => {
			broker.mute = false;
		},
	),
	lasting(
		"silent-connect",
		"broker.mutesConnect",
		({ broker }) => {
			broker.mutesConnect = true;
			broker.drop(true);
		},
		({ broker }) => {
			broker.mutesConnect = false;
		},
	),
	lasting(
		"silent-ping",
		"broker.mutesPing",
		({ broker }) => {
			broker.mutesPing = true;
		},
		({ broker }) => {
			broker.mutesPing = false;
		},
	),
	lasting(
		"connack-refuses",
		"broker.returnCode",
		({ broker }, random) => {
			broker.returnCode = random.between(1, 5);
			broker.drop(false);
		},
		({ broker }) => {
			broker.returnCode = 0;
		},
	),
	lasting(
		"connack-odd",
		"broker.returnCode",
		({ broker }, random) => {
			broker.returnCode = random.between(6, 255);
			broker.drop(false);
		},
		({ broker }) => {
			broker.returnCode = 0;
		},
	),
	lasting(
		"closes-early",
		"broker.closesAfterMs",
		({ broker }, random) => {
			broker.closesAfterMs = random.between(0, 50_000);
			broker.resets = random.chance(0.5);
			broker.drop(broker.resets);
		},
		({ broker }) => {
			broker.closesAfterMs = Number.POSITIVE_INFINITY;
		},
	),
	sudden("take-over", "broker.takeOver", ({ broker }) => broker.takeOver()),
	sudden("wrong-packet", "broker.wrong", (world, random) => {
		const { session } = world.broker;
		if (!session) return;
		world.note("broker.wrong");
		session.send(Uint8Array.from(random.pick(WRONG)));
	}),
	lasting(
		"certificate",
		"broker.notBefore",
		({ broker, time }, random) => {
			if (random.chance(0.5)) broker.notAfter = time;
			else broker.notBefore = time + 400 * 86_400_000;
			broker.drop(true);
		},
		({ broker }) => {
			broker.notBefore = 0;
			broker.notAfter = Number.POSITIVE_INFINITY;
		},
	),
	lasting(
		"suback-refuses",
		"broker.subscribeCode",
		({ broker }) => {
			broker.subscribeCode = 0x80;
			broker.drop(false);
		},
		({ broker }) => {
			broker.subscribeCode = 0;
		},
	),
	lasting(
		"echo-lost",
		"broker.deaf",
		({ broker }) => {
			broker.deaf = true;
		},
		({ broker }) => {
			broker.deaf = false;
		},
	),
];
