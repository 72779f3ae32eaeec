import { parse } from "fakes/parse";
import { equal, fromHex, test } from "harness";
import { Parser } from "mqtt/parser";
import { ACCEPTED, REFUSED } from "../../vectors/inbound";

for (const { name, hex, verdict } of ACCEPTED) {
	test(`parse ${name}`, () => {
		equal(parse(new Parser(1_024), fromHex(hex)), [verdict]);
	});
}

for (const { name, hex } of REFUSED) {
	test(`refuse ${name}`, () => {
		const parser = new Parser(1_024);
		equal(parse(parser, fromHex(hex)), ["malformed"]);
		equal(parse(parser, fromHex("d000")), ["malformed"], "and stays refused");
	});
}
