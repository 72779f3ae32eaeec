import { parse } from "fakes/parse";
import { equal, fromHex, test } from "harness";
import { Inbound, Parser } from "mqtt/parser";

test("parse: a PUBLISH longer than the buffer keeps its head, loses its tail, and the next packet is in place", () => {
	const parser = new Parser(16);
	const head = fromHex("3064 0001 61");
	parse(parser, head);
	for (let i = 0; i < 100 - 3 - 1; i++) equal(parser.take(0x62), Inbound.More);
	equal(parser.take(0x62), Inbound.Publish);
	equal([parser.remaining, parser.kept, parser.payload], [100, 16, 3]);
	equal(parse(parser, fromHex("d000")), ["pingresp"]);
});

test("parse: a PUBLISH whose topic name does not fit the buffer is refused", () => {
	const parser = new Parser(16);
	const bytes = new Uint8Array(102).fill(0x61);
	bytes.set(fromHex("3064 0020"));
	equal(parse(parser, bytes), ["malformed"]);
});

test("parse: the longest Remaining Length of the protocol costs no more than the buffer", () => {
	const parser = new Parser(16);
	equal(parse(parser, fromHex("30ffffff7f 0001 61")), []);
	for (let i = 0; i < 10_000; i++) parser.take(i & 0xff);
	equal([parser.remaining, parser.kept, parser.body.length], [268_435_455, 16, 16]);
});

test("parse: reset forgets half a packet and a malformed one", () => {
	const parser = new Parser(16);
	parse(parser, fromHex("2002 00"));
	parser.reset();
	equal(parse(parser, fromHex("d000")), ["pingresp"]);
	parse(parser, fromHex("00"));
	parser.reset();
	equal(parse(parser, fromHex("d000")), ["pingresp"]);
});
