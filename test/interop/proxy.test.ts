import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Board } from "../../sim/endurance/board";
import { type Arrival, balance, readRow, violations } from "../../sim/endurance/ledger";
import { findMosquitto, Mosquitto } from "../../sim/endurance/mosquitto";
import { type FaultKind, KINDS } from "../../sim/proxy/fault";
import { FaultProxy } from "../../sim/proxy/proxy";
import { findRoot } from "../../sim/root";
import { findMosquitto as findTools, subscribe } from "../fakes/mosquitto";
import { fault, pass } from "../fakes/proxied";

const program = findTools() && findMosquitto();
const folder = mkdtempSync(join(tmpdir(), "fieldfeed-proxy-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Each kind once, on one of four boards at the same time: a back-off grows with each fault, one silence takes its time, and three sessions in a
 * row that the far end closes early would pass for a take-over, which is left alone for minutes.
 */
const TURNS: readonly (readonly FaultKind[])[] = [
	["latency", "cut", "jitter", "rst"],
	["stall", "truncate", "throttle", "corrupt"],
	["byte-by-byte", "half-open", "coalesce", "silent"],
	["handshake", "refuse"],
];
const AMOUNTS: Partial<Record<FaultKind, number>> = {
	"byte-by-byte": 2,
	latency: 700,
	jitter: 700,
	throttle: 400,
	coalesce: 1_500,
	handshake: 900,
};
/** These happen to the next bytes of one direction: of a PUBLISH on its way to the broker. */
const UP: readonly FaultKind[] = ["truncate", "corrupt"];
/** Over with the first connection. */
const ONCE: readonly FaultKind[] = ["truncate", "corrupt", "handshake"];
/** They last for LASTING_MS, and the board need not notice; the others happen at once. */
const LASTING = KINDS.filter((kind) => !["cut", "rst", "half-open", ...ONCE].includes(kind));
const LASTING_MS = 4_000;

async function until(condition: () => boolean, what: () => string): Promise<void> {
	for (const end = Date.now() + 90_000; !condition(); await pass(20))
		if (Date.now() > end) throw new Error(`it did not happen: ${what()}`);
}

/** A board behind a proxy of its own. */
async function startBoard(broker: Mosquitto, channel: number) {
	const proxy = await FaultProxy.start({ target: { host: "127.0.0.1", port: broker.port }, seed: channel });
	let published = 0;
	let lost = 0;
	const board = new Board({
		...{ root: findRoot(), engine: undefined, ca: broker.ca, seed: channel, channel, intervalS: 3, port: proxy.port },
		storage: join(folder, `storage-${channel}`),
		onEvent: ({ event }) => {
			if (event === "published") published++;
			else if (event === "disconnected") lost++;
		},
		onGone: (complaints) => {
			throw new Error(`the simulator ended by itself: ${complaints}`);
		},
	});
	after(async () => {
		await board.end("SIGKILL");
		await proxy.close();
	});
	board.start();
	const publishes = async (why: string): Promise<void> => {
		const before = published;
		await until(
			() => published > before,
			() => `channel ${channel} publishes ${why}`,
		);
	};
	const endure = async (kind: FaultKind): Promise<void> => {
		await publishes(`before ${kind}`);
		const ms = ONCE.includes(kind) ? 60_000 : LASTING.includes(kind) ? LASTING_MS : 0;
		const before = lost;
		proxy.apply(fault(kind, { ms, amount: AMOUNTS[kind] ?? 0, way: UP.includes(kind) ? "up" : "both" }));
		await until(
			() => proxy.counts[kind].hit > 0,
			() => `${kind} takes effect`,
		);
		if (LASTING.includes(kind)) await pass(ms);
		else
			await until(
				() => lost > before,
				() => `the board notices ${kind}`,
			);
	};
	/** One fault after the other, each on a session that publishes; then what was kept, up to now. */
	const suffer = async (kinds: readonly FaultKind[]): Promise<number> => {
		for (const kind of kinds) await endure(kind);
		const end = Date.now();
		const newest = (): number => readRow(board.published.at(-1) ?? "")?.stamp ?? 0;
		await until(
			() => newest() > end,
			() => `channel ${channel} has nothing left`,
		);
		return end;
	};
	return { proxy, board, suffer };
}

test(`every kind of fault between the firmware and mosquitto, over TLS: every sample arrives, once per created_at`, {
	skip: program ? false : "skipped: mosquitto not installed",
	timeout: 240_000,
}, async () => {
	assert.deepEqual(TURNS.flat().sort(), [...KINDS].sort(), "each kind once");
	const broker = await Mosquitto.make(program ?? "", folder);
	after(() => broker.kill("SIGTERM"));
	broker.start();
	const access = ["-h", "localhost", "-p", `${broker.port}`, "--cafile", broker.ca, "-t", "channels/#", "-F", "%t %p"];
	await until(
		() => broker.log.includes("running"),
		() => "mosquitto starts",
	);
	const subscriber = await subscribe(access, () => broker.log.includes("Sending SUBACK"));
	const boards = await Promise.all(TURNS.map((_, i) => startBoard(broker, 101 + i)));
	const ends = await Promise.all(boards.map(({ suffer }, i) => suffer(TURNS[i])));
	await pass(500); // the last one is on its way
	await Promise.all(boards.map(({ board }) => board.end("SIGINT")));
	const lines = await subscriber.close();
	boards.forEach(({ board, proxy }, i) => {
		const topic = `channels/${101 + i}/publish `;
		const payloads = lines.filter((line) => line.startsWith(topic)).map((line) => line.slice(topic.length));
		const arrivals: Arrival[] = payloads.map((payload) => ({ at: 0, payload }));
		const { samples, published, boots } = board;
		const books = balance({ samples, published, boots, arrivals, until: ends[i], intervalMs: 3_000 });
		// mosquitto_sub does not say when a message came: how far apart they are is for the endurance run.
		assert.deepEqual(violations({ ...books, close: [] }), []);
		assert.ok(books.taken >= 10 && books.rows >= 5, `${books.taken} samples, ${books.rows} rows`);
		assert.ok(books.resends.every(({ payload }) => readRow(payload) !== undefined));
		for (const kind of TURNS[i]) assert.equal(proxy.counts[kind].hit, 1, kind);
	});
	assert.ok(broker.log.includes("bad record mac"), "TLS has noticed the bit that was turned");
	const packets = new Set([...broker.log.matchAll(/Received (\w+) from endurance/g)].map(([, name]) => name));
	assert.deepEqual([...packets].sort(), ["DISCONNECT", "PINGREQ", "PUBLISH"], "and the broker has read nothing else");
});
