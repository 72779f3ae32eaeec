import { FakeKeyValue } from "fakes/key-value";
import { equal, ok, test } from "harness";
import { findSetting } from "settings/key";
import { CURRENT, type Migration, migrate } from "settings/migrate";
import { encodeRecord } from "settings/record";
import { SCHEMA } from "settings/schema";
import { SettingsStore } from "settings/store";

/** A later fieldfeed's: a rename, a rename with conversion from minutes to seconds, and a rename of what was renamed before. */
const LATER: Migration = {
	version: 3,
	steps: [
		{ version: 1, from: "mqtt.broker", to: "mqtt.server" },
		{ version: 2, from: "channel.<1-10>.rate", to: "channel.<1-10>.interval", convert: seconds },
		{ version: 2, from: "sensor.<name>.line<1-8>", to: "probe.<name>.input<1-8>" },
		{ version: 3, from: "mqtt.server", to: "mqtt.host" },
	],
};

function seconds(text: string): string | undefined {
	const minutes = Number(text);
	return Number.isInteger(minutes) ? String(minutes * 60) : undefined;
}

function later(entries: Record<string, string>, version = 0): unknown {
	return [...migrate(LATER, new Map(Object.entries(entries)), version)];
}

test("a key of an older version gets its new name, in its old place", () => {
	equal(later({ a: "1", "mqtt.broker": "b.test", z: "2" }), [
		["a", "1"],
		["mqtt.host", "b.test"],
		["z", "2"],
	]);
});

test("what varies in a key stays as it is, and a value is converted", () => {
	equal(later({ "channel.10.rate": "2", "sensor.room.line8": "x" }), [
		["channel.10.interval", "120"],
		["probe.room.input8", "x"],
	]);
});

test("a key that only looks like one is left alone", () => {
	for (const key of ["channel.11.rate", "channel.rate", "channel.1.rate.2", "sensor.9.line1", "mqtt.brokers"])
		equal(later({ [key]: "2" }), [[key, "2"]]);
});

test("a value that cannot be converted stays under its old key", () => {
	equal(later({ "channel.1.rate": "often", "channel.2.rate": "1" }), [
		["channel.1.rate", "often"],
		["channel.2.interval", "60"],
	]);
});

test("where the new key is there already, its value wins and the old one goes", () => {
	equal(later({ "mqtt.broker": "old.test", "mqtt.host": "new.test" }), [["mqtt.host", "new.test"]]);
	equal(later({ "mqtt.host": "new.test", "mqtt.server": "old.test" }), [["mqtt.host", "new.test"]]);
});

test("only steps that are newer than the record are taken", () => {
	equal(later({ "mqtt.broker": "b", "mqtt.server": "s" }, 2), [
		["mqtt.broker", "b"],
		["mqtt.host", "s"],
	]);
	const entries = new Map([["mqtt.broker", "b"]]);
	for (const version of [3, 4, 65_535]) ok(migrate(LATER, entries, version) === entries);
});

test("twice is as once", () => {
	const entries = new Map([
		["mqtt.broker", "b"],
		["channel.1.rate", "2"],
		["channel.2.rate", "often"],
		["channel.3.interval", "7"],
		["future.key", "kept"],
	]);
	const once = migrate(LATER, entries, 0);
	equal([...migrate(LATER, once, 0)], [...once]);
});

test("a record of an older version is loaded under the new keys, and saved as of this version", () => {
	const io = new FakeKeyValue();
	io.values.set("a0", encodeRecord(new Map([["channel.1.rate", "3"]]), 1) ?? new Uint8Array(0));
	const store = new SettingsStore({ io, migration: LATER });
	equal([...store.load().entries], [["channel.1.interval", "180"]]);
	ok(store.save(store.load().entries).ok);
	equal(io.values.get("b0")?.[6], 3);
	equal([...store.load().entries], [["channel.1.interval", "180"]]);
});

test("a record of a newer version keeps every key, known or not", () => {
	const io = new FakeKeyValue();
	const entries = [
		["mqtt.host", "b.test"],
		["mqtt.broker", "2040"],
		["future.key", "kept"],
	] as const;
	io.values.set("a0", encodeRecord(new Map(entries), 1, 9) ?? new Uint8Array(0));
	equal([...new SettingsStore({ io, migration: LATER }).load().entries], entries);
});

test("records of before there were versions load as they are", () => {
	const io = new FakeKeyValue();
	const bytes = encodeRecord(new Map([["mqtt.host", "b.test"]]), 1) ?? new Uint8Array(0);
	equal([bytes[6], bytes[7]], [0, 0]);
	io.values.set("a0", bytes);
	equal([...new SettingsStore({ io }).load().entries], [["mqtt.host", "b.test"]]);
});

test("this firmware's steps lead to keys that exist, from keys that do not, in order, and its version is that of the last one", () => {
	for (const wrong of problems(CURRENT)) throw new Error(wrong);
	equal(problems(LATER), ["probe.<name>.input<1-8> does not exist"], "the check sees what it is to see");
});

/** What is wrong with a table for the schema at hand. */
function problems({ version, steps }: Migration): string[] {
	const wrong: string[] = [];
	const patterns = SCHEMA.map(({ key }) => key);
	let last = 0;
	for (const step of steps) {
		const { from, to } = step;
		const leads = steps.some((other) => other.from === to && other.version >= step.version);
		if (!patterns.includes(to) && !leads) wrong.push(`${to} does not exist`);
		if (patterns.includes(from)) wrong.push(`${from} still exists`);
		if (varying(from) !== varying(to)) wrong.push(`${from} and ${to} vary in different ways`);
		if (step.version < Math.max(1, last) || step.version > version) wrong.push(`${from}: version ${step.version}`);
		last = step.version;
	}
	if (last !== version) wrong.push(`the version is ${version}, that of the last step ${last}`);
	return wrong;
}

/** The parts in angle brackets. */
function varying(key: string): string {
	return key
		.split("<")
		.slice(1)
		.map((part) => part.slice(0, part.indexOf(">")))
		.join();
}

test("the keys in the tests above are what they are taken for", () => {
	ok(findSetting("mqtt.host") && !findSetting("mqtt.broker") && !findSetting("channel.1.rate"));
});
