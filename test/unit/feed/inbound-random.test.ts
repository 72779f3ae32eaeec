import { FeedScanner, Scan } from "feed/inbound";
import { equal, ok, test } from "harness";

/** Numbers in [0, 1), the same ones each time. */
function seeded(): () => number {
	let state = 0x2545f491;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

const PIECES = [
	"{",
	"}",
	'"',
	":",
	",",
	"\\",
	"\\u00e9",
	'"entry_id"',
	'"field1"',
	"12",
	"-3.5",
	"null",
	"true",
	"[",
	" ",
	"\n",
	"é",
];
const FEED = '{"channel_id":1,"entry_id":77,"field1":"a\\u0041","field2":null,"status":"x"}';

function bytesOf(text: string): Uint8Array {
	return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

/** Scans the bytes where they stand between others, which must not count, and checks what must always hold. */
function scanIn(scanner: FeedScanner, inner: Uint8Array): readonly [Scan, number, number] {
	const padded = new Uint8Array(inner.length + 40);
	padded.set(bytesOf('{"entry_id":5,"fiel'), 0);
	padded.set(inner, 20);
	padded.set(bytesOf('"}1","field1":"9"}'), 20 + inner.length);
	const verdict = scanner.scan(padded, 20, 20 + inner.length, 1);
	const { entry, from, to } = scanner;
	ok(entry >= 0 && entry <= 0xffff_ffff && Number.isInteger(entry));
	ok(from < 0 ? to < 0 : from >= 20 && to >= from && to <= 20 + inner.length, `${from} to ${to}`);
	if (verdict === Scan.Broken) equal([entry, from], [0, -1]);
	return [verdict, entry, from < 0 ? -1 : from - 20];
}

test("channel feed: whatever comes, nothing throws, nothing outside is read, and the slice lies inside", () => {
	const random = seeded();
	const scanner = new FeedScanner();
	for (let run = 0; run < 2_000; run++) {
		let text = "";
		const count = Math.floor(random() * 14);
		for (let i = 0; i < count; i++) text += PIECES[Math.floor(random() * PIECES.length)];
		const inner = bytesOf(text);
		const [verdict, entry, from] = scanIn(scanner, inner);
		const alone = scanner.scan(inner, 0, inner.length, 1);
		equal([alone, scanner.entry, scanner.from], [verdict, entry, from], JSON.stringify(text));
	}
});

test("channel feed: one wrong byte anywhere gives another reading or none, never an exception", () => {
	const random = seeded();
	const scanner = new FeedScanner();
	for (let at = 0; at < FEED.length; at++) {
		for (let i = 0; i < 8; i++) {
			const bytes = bytesOf(FEED);
			bytes[at] = Math.floor(random() * 256);
			scanIn(scanner, bytes);
		}
	}
});

test("channel feed: what the scan takes whole is JSON to the engine as well", () => {
	const random = seeded();
	const scanner = new FeedScanner();
	let whole = 0;
	for (let run = 0; run < 3_000; run++) {
		const at = Math.floor(random() * FEED.length);
		const text = FEED.slice(0, at) + PIECES[Math.floor(random() * 15)] + FEED.slice(at + Math.floor(random() * 3));
		const bytes = bytesOf(text);
		if (scanner.scan(bytes, 0, bytes.length, 1) !== Scan.Whole) continue;
		whole++;
		const parsed = JSON.parse(text) as Record<string, unknown>;
		if (scanner.entry > 0) equal(Number(parsed.entry_id), scanner.entry, text);
	}
	ok(whole > 100, `${whole} were whole`);
});
