/** Applications built for Linux visit mosquitto through a relay (sim/bench/lin/relay), and tell in figures what that has cost. */
import { importTs } from "./import-ts.mjs";
import { writesOf } from "./lin-writes.mjs";
import { until } from "./process.mjs";

const { costsOf, handshakeOf } = await importTs('export { costsOf, handshakeOf } from "./sim/bench/lin/summary";');
/** What a start, a new connection, and anything else that is not a message may take. */
const START_S = 60;
/** From one message of our firmware to the next, on a busy machine: twice its pace. */
const MESSAGE_S = 4;
/** Bytes of a slot on a board. */
const SLOT = 16;

/**
 * Our firmware, `program`, sends `messages` messages in its first session, which is then cut, and connects again. `broker`: mosquitto; `id`, `fields`: client identifier and number of
 * fields it was built with; `passages`: of its relay; `writes`: the file that has its writes.
 */
export async function visitOurs({ program, broker, id, fields, passages, writes, messages }) {
	const packets = () => packetsOf(broker, id);
	const awaited = waitFor(program);
	await awaited(() => packets().publish >= messages, START_S + MESSAGE_S * messages, `message ${messages} of ${id}`);
	const early = heapsOf(program).length;
	await awaited(() => heapsOf(program).length > early + 1, START_S, `a count of the heap of ${id}`);
	await awaited(() => packets().pingresp === packets().publish, START_S, `a moment without a message of ${id}`);
	const { publish, pingreq } = packets();
	const heaps = heapsOf(program);
	const { records, clientPort } = passages[0];
	const costs = costsOf([...records], { writes: writesOf(writes, clientPort), publishes: publish, bare: pingreq });
	passages[0].cut();
	await awaited(() => packets().connack >= 2, START_S, `a second session of ${id}`);
	await program.stop();
	return {
		publish: costFigures(`tls.publish.${fields}`, costs.publish),
		pingreq: costFigures("tls.pingreq", costs.bare),
		handshakes: handshakeFigures("tls", passages, passages[1]),
		heap: heapFigures("lin.firmware.live", heaps),
	};
}

/** The SDK's client, `program`, goes through these sessions, each with a client identifier of its own; the last but one is cut behind its last message. All else as for visitOurs. */
export async function visitSdk({ program, broker, passages, writes, sessions }) {
	const figures = [];
	const awaited = waitFor(program);
	for (const [i, { id, fields, publishes, goodbye }] of sessions.entries()) {
		await awaited(() => packetsOf(broker, id).connack > 0, START_S, `a session of ${id}`);
		if (publishes === 0) break;
		await awaited(() => packetsOf(broker, id).publish === publishes, START_S, `message ${publishes} of ${id}`);
		if (goodbye) await awaited(() => packetsOf(broker, id).disconnect > 0, START_S, `a goodbye of ${id}`);
		else passages[i].cut();
		const { records, clientPort } = passages[i];
		const costs = costsOf(records, { writes: writesOf(writes, clientPort), publishes, bare: goodbye ? 1 : 0 });
		figures.push(...costFigures(`sdk.tls.publish.${fields}`, costs.publish));
	}
	await program.stop();
	return [...figures, ...handshakeFigures("sdk.tls", passages, passages.at(-1))];
}

/** Packets that the client with this identifier has exchanged, by mosquitto's log. */
function packetsOf(broker, id) {
	const count = (text) => broker.output.split(text).length - 1;
	return {
		connack: count(`Sending CONNACK to ${id} `),
		publish: count(`Received PUBLISH from ${id} `),
		pingreq: count(`Received PINGREQ from ${id}\n`),
		pingresp: count(`Sending PINGRESP to ${id}\n`),
		disconnect: count(`Received DISCONNECT from ${id}\n`),
	};
}

/** Waits for a condition while the program runs; throws when it does not come to hold. */
function waitFor(program) {
	return async (condition, seconds, what) => {
		await until(() => condition() || program.exit !== undefined, seconds);
		if (program.exit !== undefined) throw new Error(`${what} never came: the application has ended (${program.exit})`);
		if (!condition()) throw new Error(`${what} is not there after ${seconds} s`);
	};
}

function costFigures(name, { records, bytes, writes }) {
	return [
		{ name: `${name}.records`, value: records, unit: "records" },
		{ name: `${name}.bytes`, value: bytes, unit: "bytes" },
		{ name: `${name}.writes`, value: writes, unit: "writes" },
	];
}

/** A full handshake and a resumed one, where there are such, and which of them came `behindLoss` of a connection. */
function handshakeFigures(name, passages, behindLoss) {
	const all = passages.map(({ records }) => handshakeOf(records));
	const figures = [];
	for (const kind of ["full", "resumed"]) {
		const handshake = all.find(({ resumed }) => resumed === (kind === "resumed"));
		if (!handshake) continue;
		figures.push({ name: `${name}.handshake.${kind}.sent`, value: handshake.sent, unit: "bytes" });
		figures.push({ name: `${name}.handshake.${kind}.heard`, value: handshake.heard, unit: "bytes" });
	}
	const { resumed } = handshakeOf(behindLoss.records);
	return [...figures, { name: `${name}.handshake.resumedBehindLoss`, value: resumed ? 1 : 0, unit: "of 1" }];
}

/** What sim/bench/lin/heap has told so far. */
function heapsOf({ output }) {
	return [...output.matchAll(/^heap (\d+) (\d+)$/gm)].map(([, slots, chunks]) => [Number(slots), Number(chunks)]);
}

/** What main has added to what was there before it: the first of the counts. */
function heapFigures(name, heaps) {
	const [before, behind] = [heaps[0], heaps.at(-1)];
	const [slots, chunks] = behind.map((value, i) => value - before[i]);
	return [
		{ name, value: SLOT * slots + chunks, unit: "bytes" },
		{ name: `${name}.slots`, value: slots, unit: "slots" },
		{ name: `${name}.chunks`, value: chunks, unit: "bytes" },
	];
}
