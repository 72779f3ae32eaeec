import { toHex } from "console/transfer";
import { crc32 } from "core/crc32";
import { toUtf8 } from "core/utf8";
import { ProvisionHost } from "fakes/provision-host";
import { FakeConsole, send } from "fakes/provision-line";
import { equal, ok, ROUGH, test } from "harness";
import { encodeBase64 } from "../../../tools/lib/provision/base64";

const TEXT = '{"device.name":"a shed","mqtt.userName":"somebody"}';
const BYTES = toUtf8(TEXT) ?? new Uint8Array(0);
const WHOLE = toHex(crc32(BYTES, 0, BYTES.length));

function sealed(text: string): string {
	const bytes = toUtf8(text) ?? new Uint8Array(0);
	return `${text} ${toHex(crc32(bytes, 0, bytes.length))}`;
}

function chunk(from: number, to: number): string {
	return sealed(`:${from} ${encodeBase64(BYTES, from, to)}`);
}

/** A board whose transfer is open, and what it answers to a line. */
function opened(whole = WHOLE) {
	const host = new ProvisionHost();
	const board = new FakeConsole(host);
	const say = (line: string) => send(board, `${line}\r`).trim();
	const opening = say(`provision ${BYTES.length} ${whole}`);
	return { host, board, say, opening };
}

/** The reply without its checksum, which is checked. */
function plain(reply: string): unknown {
	const { crc32: seal, ...rest } = JSON.parse(reply);
	const bytes = toUtf8(reply.slice(0, reply.lastIndexOf(',"crc32"'))) ?? new Uint8Array(0);
	equal(seal, toHex(crc32(bytes, 0, bytes.length)));
	return rest;
}

test("the opening repeats what was announced, so that a garbled command is seen", () => {
	equal(plain(opened().opening), { ok: true, next: 0, chunk: 96, length: 51, whole: WHOLE, fresh: false });
});

test("chunks of any size come in order, and the last one is answered with the result", () => {
	const { host, say } = opened();
	equal(plain(say(chunk(0, 1))), { ok: true, next: 1 });
	equal(plain(say(chunk(1, 40))), { ok: true, next: 40 });
	equal(host.draft.active.has("device.name"), false);
	equal(plain(say(chunk(40, 51))), { done: true, ok: true, keys: 2 });
	equal(host.reread.active.text("device.name"), "a shed");
	equal(host.applied, 1);
});

test("a chunk that was there already does no harm; one that leaves a gap or goes beyond the end is not taken", () => {
	const { say } = opened();
	equal(plain(say(chunk(20, 30))), { ok: false, error: "order", next: 0 });
	say(chunk(0, 20));
	equal(plain(say(chunk(0, 20))), { ok: true, next: 20 });
	equal(plain(say(chunk(5, 10))), { ok: true, next: 20 });
	equal(plain(say(chunk(10, 30))), { ok: true, next: 30 });
	equal(plain(say(sealed(`:30 ${encodeBase64(new Uint8Array(30), 0, 30)}`))), { ok: false, error: "length", next: 30 });
});

test("what is no chunk is answered with what is wanted next, and an empty line with nothing", () => {
	const { say } = opened();
	for (const line of ["x", ":", ": ", ":0", sealed(":"), sealed(": Zm9v"), sealed(":x Zm9v"), sealed("0 Zm9v")])
		equal(plain(say(line)), { ok: false, error: "checksum", next: 0 }, line);
	equal(plain(say(sealed(":0 Zm9"))), { ok: false, error: "length", next: 0 });
	equal(plain(say("x".repeat(200_000 / ROUGH))), { ok: false, error: "checksum", next: 0 });
	equal(say(""), "");
	equal(plain(say("end")), { ok: false, error: "checksum", next: 0 });
});

test("state tells where the transfer is", () => {
	const { say } = opened();
	say(chunk(0, 20));
	equal(plain(say("state")), { ok: true, next: 20, chunk: 96, length: 51, whole: WHOLE, fresh: false });
});

test("the result is repeated, whatever comes, until the program ends it", () => {
	const { host, board, say } = opened();
	const result = say(chunk(0, 51));
	for (const line of [chunk(0, 51), "state", "abort", "rubbish"]) equal(say(line), result);
	equal(board.busy, true);
	equal(JSON.parse(say("end")), { ok: true, done: true, keys: 2 });
	equal([board.busy, host.applied], [false, 1]);
});

test("abort, and ten seconds of silence, change nothing", () => {
	for (const how of ["abort", "idle"]) {
		const { host, board, say } = opened();
		say(chunk(0, 50));
		const last = JSON.parse(how === "abort" ? say("abort") : board.idle());
		equal([last.ok, last.error, board.busy], [false, how === "abort" ? "aborted" : "idle", false]);
		equal([host.applied, host.storage.steps, host.draft.changed], [0, 0, false]);
	}
});

test("silence behind the result ends the transfer with the result", () => {
	const { board, say } = opened();
	say(chunk(0, 51));
	equal(JSON.parse(board.idle()), { ok: true, done: true, keys: 2 });
});

test("a whole whose checksum is not the announced one is not looked at", () => {
	const { host, say } = opened("00000000");
	const result = plain(say(chunk(0, 51))) as { ok: boolean; error: string };
	equal([result.ok, result.error, host.applied], [false, "whole", 0]);
	ok(!host.reread.active.has("device.name"));
});
