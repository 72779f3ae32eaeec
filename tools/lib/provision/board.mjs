import { setTimeout as sleep } from "node:timers/promises";
import { importTs } from "../import-ts.mjs";
import { openLine } from "./serial.mjs";
import { Session } from "./session.mjs";

/** The board's own test may need the network first, which has new settings. */
const TEST_MS = 60_000;
const TEST_PAUSE_MS = 4_000;

/**
 * Sets one board up: `{ ok, keys, version, repeats, seconds, text }`, `text` one line of what went wrong. Never throws. `options`: fresh,
 * test, password (asked when the console is locked); `say` gets one line a step, `progress` a share from 0 to 1.
 */
export async function provisionBoard(board, options, { say, progress }) {
	const begun = Date.now();
	const result = { ok: false, keys: 0, version: "", repeats: 0, tested: undefined, text: "" };
	let line;
	try {
		line = await openLine(board.port);
		await talk(line, board, options, { say, progress, result });
	} catch (error) {
		result.ok = false;
		result.text = error.message;
	} finally {
		await line?.close();
	}
	return { ...result, seconds: Math.round((Date.now() - begun) / 100) / 10 };
}

async function talk(line, board, options, { say, progress, result }) {
	const session = new Session(line);
	say(`${board.port} is open; waking the console`);
	await session.wake(options.password);
	const { version } = session;
	result.version = String(version.version ?? "");
	const on = version.board && version.board !== "unknown" ? ` on ${version.board}` : "";
	say(`fieldfeed ${result.version}${on}${session.wasLocked ? ", unlocked" : ""}`);
	try {
		await send(session, board, options, { say, progress, result });
		if (result.ok && options.test) await test(session, { say, result });
	} finally {
		await leave(session, line, session.wasLocked || (result.ok && board.lock));
	}
}

/** The console as it was found: out of a transfer that has failed, locked, and for people. What goes wrong here changes no result. */
async function leave(session, line, lock) {
	try {
		if (lock) await session.command("lock", { tries: 2 });
		await line.send("\rjson off\r");
	} catch (error) {
		if (!/gone|answer/.test(error.message)) throw error;
	}
}

async function send(session, board, options, { say, progress, result }) {
	const { Sender } = await importTs('export { Sender } from "./tools/lib/provision/sender";');
	const sender = new Sender(board.bytes, options.fresh === true);
	say(`sending ${board.bytes.length} bytes of settings`);
	const ending = await session.transfer(sender, (count) => progress(count / board.bytes.length));
	result.repeats = sender.repeats;
	result.ok = ending.ok;
	result.keys = ending.keys ?? 0;
	if (!ending.ok) result.text = ending.text;
	else
		say(
			`${ending.keys} keys set, saved and in force${sender.repeats > 0 ? ` (${sender.repeats} lines sent again)` : ""}`,
		);
}

async function test(session, { say, result }) {
	say("running the board's test");
	const end = Date.now() + TEST_MS;
	let answer = await session.command("test", { ms: TEST_MS });
	while (!answer.ok && Date.now() < end) {
		await sleep(TEST_PAUSE_MS); // the network and the broker are only just being joined
		answer = await session.command("test", { ms: TEST_MS });
	}
	result.ok = result.tested = answer.ok === true;
	if (result.ok) say("its test went well");
	else result.text = `set up, but its test failed: ${answer.text ?? answer.error}`;
}
