import { FakeKeyValue } from "fakes/key-value";
import { equal, ok, test } from "harness";
import { encodeRecord } from "settings/record";
import { CHUNK, SettingsStore } from "settings/store";

function save(io: FakeKeyValue, value: string): void {
	ok(new SettingsStore({ io }).save(new Map([["k", value]])).ok);
}

function load(io: FakeKeyValue): string | undefined {
	return new SettingsStore({ io }).load().entries.get("k");
}

test("a bare board has no stored settings and nothing to complain of", () => {
	const { entries, problem } = new SettingsStore({ io: new FakeKeyValue() }).load();
	equal([entries.size, problem], [0, undefined]);
});

test("each save goes to the copy that is not in use", () => {
	const io = new FakeKeyValue();
	for (const value of ["1", "2", "3", "4", "5"]) {
		const before = new Map(io.values);
		save(io, value);
		equal(load(io), value);
		const changed = [...io.values.keys()].filter((key) => io.values.get(key) !== before.get(key));
		equal(changed, [Number(value) % 2 === 1 ? "a0" : "b0"]);
	}
});

test("when the newest copy is damaged the other one counts", () => {
	const io = new FakeKeyValue();
	for (const value of ["old", "new"]) save(io, value);
	const bytes = io.values.get("b0") ?? new Uint8Array(0);
	bytes[20] ^= 1;
	equal(load(io), "old");
});

test("chunks of a longer record that went before are not left behind", () => {
	const io = new FakeKeyValue();
	save(io, "x".repeat(3 * CHUNK));
	save(io, "b");
	save(io, "a");
	equal([...io.values.keys()].sort(), ["a0", "b0"]);
});

test("a chunk of another save of the same copy does not pass for this one's", () => {
	const io = new FakeKeyValue();
	save(io, "y".repeat(CHUNK * 2));
	const stale = io.values.get("a1") ?? new Uint8Array(0);
	save(io, "b");
	save(io, "x".repeat(CHUNK * 2));
	io.values.set("a1", stale);
	equal(load(io), "b");
});

test("the sequence counts round past 2^32: 0 is newer than 4294967295", () => {
	const io = new FakeKeyValue();
	io.values.set("a0", encodeRecord(new Map([["k", "last"]]), 0xffffffff) ?? new Uint8Array(0));
	equal(load(io), "last");
	save(io, "first again");
	equal(load(io), "first again");
});

test("nothing stays open", () => {
	const io = new FakeKeyValue();
	save(io, "1");
	load(io);
	new SettingsStore({ io }).erase();
	equal(io.opened, 0);
});
