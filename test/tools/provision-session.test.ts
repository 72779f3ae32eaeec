import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { FakeBoard } from "fakes/provision-board";
import { ProvisionHost } from "fakes/provision-host";
import { noise } from "fakes/provision-line";
import { MemoryPort } from "fakes/provision-port";
import { KEYS, SECRETS, SETTINGS } from "fakes/provision-settings";
import { seeded } from "fakes/random";
import { findRoot } from "../../sim/root";
import { Sender } from "../../tools/lib/provision/sender";

const TOOLS = join(findRoot(), "tools/lib/provision");
const { Session } = await import(pathToFileURL(join(TOOLS, "session.mjs")).href);

const BYTES = new TextEncoder().encode(JSON.stringify(SETTINGS));
const nobody = async () => undefined;

function bench(prepare: (board: FakeBoard) => void = () => undefined) {
	const host = new ProvisionHost();
	const board = new FakeBoard(host);
	prepare(board);
	const port = new MemoryPort(board);
	return { host, board, port, session: new Session(port) };
}

test("a console is woken into JSON mode from whatever it is in", async () => {
	const states: Record<string, (board: FakeBoard) => void> = {
		fresh: () => undefined,
		"half a line": (board) => board.take("set mqtt.user"),
		json: (board) => board.take("json on\r"),
		"an open transfer": (board) => board.take("provision 100 00000000\r:0 Zg"),
		"a transfer that is over": (board) => {
			const sender = new Sender(BYTES, false);
			let line: string | undefined = sender.start();
			while (line !== undefined && line !== "end") line = sender.take(board.take(`${line}\r`).trim());
		},
	};
	for (const [name, prepare] of Object.entries(states)) {
		const { board, session } = bench(prepare);
		await session.wake(nobody);
		assert.equal(board.json, true, name);
		assert.equal((await session.command("version")).version, "1.2.3", name);
	}
});

test("a locked console is unlocked, with any characters in its password", async () => {
	const password = 'a "b" \\ ; c';
	const { board, session, port } = bench((fake) => {
		fake.password = password;
		fake.locked = true;
	});
	await session.wake(async () => password);
	assert.deepEqual([session.wasLocked, board.locked, board.json], [true, false, true]);
	assert.equal(port.received.includes("wrong"), false);
});

test("a locked console with the wrong password, or nobody to ask, is one clear line", async () => {
	for (const [given, text] of [
		["guess", /locked.*not its password/],
		[undefined, /locked.*--password-file/],
	] as const) {
		const { session } = bench((fake) => {
			fake.password = "moor-hen-9";
			fake.locked = true;
		});
		await assert.rejects(
			session.wake(async () => given),
			text,
		);
	}
});

test("silence, and a program that is no console of ours, are told apart", async () => {
	await assert.rejects(new Session(new MemoryPort({ take: () => "" })).wake(nobody), /nobody answers.*debug build/);
	for (const rubbish of ["\u00ff\u00fe\r\n", "ets Jul 29 2019\r\n", '{"ok":']) {
		const session = new Session(new MemoryPort({ take: () => rubbish }));
		await assert.rejects(session.wake(nobody), /something answers.*baud/);
	}
});

test("a transfer over a line that hits one byte in 200 both ways sets the board up; no secret comes back", async () => {
	for (let seed = 1; seed <= 20; seed++) {
		const host = new ProvisionHost();
		const board = new FakeBoard(host);
		board.take("json on\r");
		const random = seeded(seed);
		const port = new MemoryPort(board, noise(random, 200), noise(random, 200));
		const shares: number[] = [];
		const ending = await new Session(port).transfer(new Sender(BYTES, false), (count: number) => shares.push(count));
		assert.deepEqual(ending, { ok: true, keys: KEYS, certain: true });
		assert.equal(host.reread.active.own("mqtt.password"), SECRETS[1]);
		assert.equal(shares.at(-1), BYTES.length);
		for (const secret of SECRETS) assert.equal(port.received.includes(secret), false);
	}
});

test("what the board does not take comes back with its reason", async () => {
	const { session, board } = bench();
	await session.wake(nobody);
	const bytes = new TextEncoder().encode('{"mqtt.port":"hunter2-9"}');
	const ending = await session.transfer(new Sender(bytes, false), () => undefined);
	assert.deepEqual([ending.ok, ending.error, ending.certain], [false, "settings", true]);
	assert.match(ending.text, /^mqtt\.port: allowed is a whole number from 1 to 65535/);
	assert.equal(board.said.includes("hunter2"), false);
});

test("a board that refuses the transfer, and one that falls silent in it", async () => {
	const refusing = {
		take: (text: string) => (text.includes("provision") ? '{"ok":false,"error":"locked","text":"locked"}\r\n' : ""),
	};
	const refused = await new Session(new MemoryPort(refusing)).transfer(new Sender(BYTES, false), () => undefined);
	assert.deepEqual([refused.ok, refused.error, refused.certain], [false, "locked", true]);
	const host = new ProvisionHost();
	const board = new FakeBoard(host);
	let lines = 0;
	const failing = { take: (text: string) => (++lines > 3 ? "" : board.take(text)) };
	const silent = await new Session(new MemoryPort(failing)).transfer(new Sender(BYTES, false), () => undefined);
	assert.deepEqual([silent.ok, silent.error, host.applied], [false, "noise", 0]);
});
