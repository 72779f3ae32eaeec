import { fromHex, ok, ROUGH, test } from "harness";
import { Inbound, Parser } from "mqtt/parser";
import { SESSION } from "../../vectors/inbound";

const SESSIONS = Math.ceil(100_000 / ROUGH);
const BODY = 1_024;

/** Numbers in [0, most), the same on every engine (xorshift32, Marsaglia 2003). */
function seeded(seed: number): (most: number) => number {
	let state = seed;
	return (most) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) % most;
	};
}

/** Changes, inserts, drops or repeats a few bytes. */
function mutate(session: Uint8Array, random: (most: number) => number): Uint8Array {
	let bytes = session;
	for (let left = 1 + random(4); left > 0; left--) {
		const at = random(bytes.length);
		const kind = random(4);
		if (kind === 0) {
			bytes = bytes.slice();
			bytes[at] = random(256);
		} else if (kind === 1) bytes = join(bytes.subarray(0, at), Uint8Array.of(random(256)), bytes.subarray(at));
		else if (kind === 2) bytes = join(bytes.subarray(0, at), bytes.subarray(at + 1 + random(8)));
		else bytes = join(bytes.subarray(0, at), bytes.subarray(at, at + random(16)), bytes.subarray(at));
	}
	return bytes;
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
	const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

test(`parse: ${SESSIONS} mutated sessions end in no exception and no unbounded buffer`, () => {
	const random = seeded(0x5eed);
	const session = fromHex(SESSION);
	const parser = new Parser(BODY);
	let malformed = 0;
	let whole = 0;
	for (let i = 0; i < SESSIONS; i++) {
		const bytes = mutate(session, random);
		parser.reset();
		let verdict = Inbound.More;
		for (let at = 0; at < bytes.length && verdict !== Inbound.Malformed; at++) {
			verdict = parser.take(bytes[at]);
			if (verdict > Inbound.Malformed && parser.kept > BODY) throw new Error(`session ${i}: kept ${parser.kept}`);
		}
		if (verdict === Inbound.Malformed) malformed++;
		else whole++;
	}
	ok(parser.body.length === BODY, "the buffer has not grown");
	ok(malformed > SESSIONS / 10 && whole > SESSIONS / 10, `both kinds occur: ${malformed} malformed, ${whole} whole`);
});
