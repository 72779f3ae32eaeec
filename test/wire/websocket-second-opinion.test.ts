import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import fc from "fast-check";
import { FRAME_HEADER_MAX, FrameReader, Frames, Opcode, writeFrame } from "net/ws-frame";
import * as ws from "ws";

/** The two halves of the npm package ws that know frames; its types leave them out. */
const { Receiver, Sender } = ws as unknown as {
	Receiver: new (options: { isServer: boolean }) => NodeJS.WritableStream;
	Sender: { frame(data: Buffer, options: object): Buffer[] };
};

/** What our reader makes of bytes that come in these pieces. */
function read(bytes: Uint8Array, cuts: readonly number[]): { data: Buffer; pings: Buffer[]; verdict: Frames } {
	const reader = new FrameReader();
	const data: Buffer[] = [];
	const pings: Buffer[] = [];
	let verdict = Frames.More;
	for (let from = 0, i = 0; from < bytes.length && verdict < Frames.Close; i++) {
		const part = Buffer.from(bytes.subarray(from, from + cuts[i % cuts.length]));
		from += part.length;
		let end = 0;
		for (let at = 0; at < part.length && verdict < Frames.Close; at = reader.at) {
			verdict = reader.take(part, at, part.length, end);
			end = reader.end;
			if (verdict === Frames.Ping) pings.push(Buffer.from(reader.control.subarray(0, reader.controlLength)));
		}
		data.push(part.subarray(0, end));
	}
	return { data: Buffer.concat(data), pings, verdict };
}

test("ws reads what we frame", async () => {
	const property = fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (payload) => {
		const target = new Uint8Array(payload.length + FRAME_HEADER_MAX);
		const end = writeFrame(target, Opcode.Binary, payload, 0, payload.length, Math.random);
		const receiver = new Receiver({ isServer: true });
		const message = once(receiver, "message");
		receiver.write(Buffer.from(target.subarray(0, end)));
		const [data, isBinary] = await message;
		assert.deepEqual([Buffer.from(data), isBinary], [Buffer.from(payload), true]);
	});
	await fc.assert(property, { numRuns: 300 });
});

test("we read what ws frames: fragments, pings between them, cut anywhere", () => {
	const cuts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 10 });
	const piece = fc.record({
		data: fc.uint8Array({ maxLength: 70_000 }),
		ping: fc.option(fc.uint8Array({ maxLength: 125 })),
	});
	const property = fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), cuts, (pieces, sizes) => {
		const frames = pieces.flatMap(({ data, ping }, i) => {
			const options = { mask: false, readOnly: true, rsv1: false };
			const last = i === pieces.length - 1;
			const part = Sender.frame(Buffer.from(data), { ...options, fin: last, opcode: i === 0 ? 2 : 0 });
			return ping ? [...part, ...Sender.frame(Buffer.from(ping), { ...options, fin: true, opcode: 9 })] : part;
		});
		const { data, pings, verdict } = read(Buffer.concat(frames), sizes);
		assert.ok(verdict < Frames.Close);
		assert.deepEqual(data, Buffer.concat(pieces.map((one) => one.data)));
		assert.deepEqual(
			pings,
			pieces.flatMap(({ ping }) => (ping ? [Buffer.from(ping)] : [])),
		);
	});
	fc.assert(property, { numRuns: 300 });
});

test("what ws refuses of random bytes, we refuse, and take nothing that it does not", async () => {
	const property = fc.asyncProperty(
		fc.uint8Array({ minLength: 2, maxLength: 40 }),
		fc.boolean(),
		async (bytes, plain) => {
			if (plain) {
				bytes[0] = 0x80 | (bytes[0] & 0x0f);
				bytes[1] &= 0x7f;
			}
			const receiver = new Receiver({ isServer: false });
			let refused = false;
			receiver.on("error", () => {
				refused = true;
			});
			receiver.write(Buffer.from(bytes));
			await new Promise((resolve) => setImmediate(resolve));
			const { verdict } = read(bytes, [bytes.length]);
			if (refused) assert.ok(verdict === Frames.Fault || verdict === Frames.Close, `ws refuses, we say ${verdict}`);
		},
	);
	await fc.assert(property, { numRuns: 2_000 });
});
