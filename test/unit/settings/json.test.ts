import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";
import { readJson } from "settings/json";

/** The members, or the error. */
function read(text: string): unknown {
	const result = readJson(text);
	return result.ok ? result.value : result.error;
}

test("json: nested and dotted members come as dotted keys, in their order", () => {
	equal(read('{"mqtt":{"host":"a","port":8883},"channel.1":{"id":7},"x":{}, "mqtt.allowPlain" : true}'), [
		["mqtt.host", "a"],
		["mqtt.port", 8_883],
		["channel.1.id", 7],
		["mqtt.allowPlain", true],
	]);
	equal([read("{}"), read(" \r\n\t{ } \n")], [[], []]);
});

test("json: an array of texts is a text of so many lines; what no setting takes is null", () => {
	equal(read('{"a":["x","","y"],"b":[],"c":[1],"d":["x",[{"e":"z"}]],"f":null}'), [
		["a", "x\n\ny"],
		["b", null],
		["c", null],
		["d", null],
		["f", null],
	]);
});

test("json: every escape is what RFC 8259 says", () => {
	equal(read('{"k":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83C\\udf0d\u{1f30d}"}'), [
		["k", '"\\/\b\f\n\r\té\u{1f30d}\u{1f30d}'],
	]);
});

test("json: an error has the number of the line and never the text", () => {
	for (const [text, line, why] of [
		["", 1, "an object"],
		["[]", 1, "an object"],
		['{\n"a": "planted\n"}', 2, "does not end"],
		['{"a":planted}', 1, "is wanted"],
		['{"a":1,\n\n}', 3, "in double quotes is wanted"],
		['{"a":1 "planted":2}', 1, "a comma or }"],
		['{"planted" 1}', 1, "a colon"],
		['{"a":"\\planted"}', 1, "escape"],
		['{"a":"\\u12"}', 1, "escape"],
		['{"a":01}', 1, "is wanted"],
		['{"a":1}planted', 1, "behind the object"],
		['{"a":["planted"', 1, "a comma or ]"],
		['{"a":1e999}', 1, "is wanted"],
	] as const) {
		const error = String(read(text));
		ok(error.startsWith(`no usable JSON, line ${line}: `) && error.includes(why), `${text}: ${error}`);
		equal(error.includes("planted"), false);
	}
});

test("json: depth and members are bounded", () => {
	ok(String(read('{"a":'.repeat(5_000))).includes("more than 4 objects"));
	ok(String(read(`{"a":${"[".repeat(5_000)}`)).includes("more than 4 objects"));
	equal(read('{"a":{"b":{"c":{"d":1}}}}'), [["a.b.c.d", 1]]);
	const members = (count: number): string => `{${'"a":1,'.repeat(count - 1)}"a":1}`;
	ok(readJson(members(400)).ok);
	ok(String(read(members(401))).includes("more than 400 settings"));
});

/** What JSON.parse makes of `text`, as readJson would say it; undefined when it is none, or has what readJson bounds. */
function parsed(text: string): unknown {
	try {
		const json: unknown = JSON.parse(text);
		const pairs: unknown[] = [];
		if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
		flatten("", json, pairs);
		return pairs;
	} catch {
		return undefined;
	}
}

function flatten(prefix: string, json: object, pairs: unknown[]): void {
	for (const [name, value] of Object.entries(json)) {
		if (Array.isArray(value))
			pairs.push([prefix + name, value.length > 0 && value.every(isText) ? value.join("\n") : null]);
		else if (typeof value === "object" && value !== null) flatten(`${prefix + name}.`, value, pairs);
		else pairs.push([prefix + name, value]);
	}
}

function isText(value: unknown): boolean {
	return typeof value === "string";
}

test("json: takes what JSON.parse takes and gives the same, over 3,000 random texts with an error here and there", () => {
	const random = seeded(20_261_122);
	const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)];
	const name = (): string => pick(['"a"', '"b.c"', '"é\\n"', '"\\u0041b"', '"__proto"']);
	const value = (depth: number): string => {
		const kind = random();
		if (depth < 3 && kind < 0.2) return object(depth + 1);
		if (depth < 3 && kind < 0.3) return `[${pick(["", '"x"', '"x", "y"', "1", '"x",{}', "[]"])}]`;
		return pick(['"x"', '""', '"\\\\\\""', "0", "-1.5e3", "true", "false", "null", "1E+2", "12345678901234567890"]);
	};
	const object = (depth: number): string => {
		const used = new Set<string>(); // JSON.parse keeps the last of two, in the place of the first
		const members: string[] = [];
		for (let left = Math.floor(random() * 4); left > 0; left--) {
			const key = name();
			if (!used.has(key)) members.push(`${key}${pick([":", " : ", ":\n"])}${value(depth)}`);
			used.add(key);
		}
		return `{${members.join(pick([",", ", ", ",\n\t"]))}}`;
	};
	let taken = 0;
	for (let round = 0; round < 3_000; round++) {
		let text = object(1);
		if (random() < 0.5) {
			const at = Math.floor(random() * text.length);
			text = text.slice(0, at) + pick(["", '"', "\\", "{", "}", ",", ":", "0", " ", "\n", "x"]) + text.slice(at + 1);
		}
		const wanted = parsed(text);
		const got = readJson(text);
		equal(got.ok ? got.value : undefined, wanted, JSON.stringify(text));
		if (got.ok) taken++;
	}
	ok(taken > 1_000 && taken < 2_900, `${taken}`);
});
