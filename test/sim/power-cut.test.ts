import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entries } from "settings/record";
import { CHUNK, SettingsStore } from "settings/store";
import { FakeFlash, type Torn } from "../fakes/flash";

const NOTHING: Entries = new Map();
const TORN: readonly Torn[] = ["absent", "torn", "mixed", "unreadable", "gone"];

/** Settings whose every value says which they are; `bytes` of one of them, so that a record has one chunk or several. */
function settings(name: string, bytes = 10): Entries {
	return new Map([
		["device.name", name],
		["mqtt.ca", name.padEnd(bytes, name)],
		["mqtt.password", `${name}-secret`],
		["future.key", name],
	]);
}

/** Saves that were made before, and the one in which the power is cut. */
const SCENARIOS: Readonly<Record<string, { readonly before: readonly Entries[]; readonly next: Entries }>> = {
	"the first save": { before: [], next: settings("first") },
	"the first save, of two chunks": { before: [], next: settings("first", CHUNK + 100) },
	"the second save": { before: [settings("one")], next: settings("two") },
	"the third save, over the first": { before: [settings("one"), settings("two")], next: settings("three") },
	"a save that grows from one chunk to two": {
		before: [settings("one"), settings("two")],
		next: settings("long", CHUNK + 100),
	},
	"a save that shrinks from three chunks to one": {
		before: [settings("long", 2 * CHUNK + 100), settings("two")],
		next: settings("three"),
	},
	"a save over one of the same length": {
		before: [settings("1st", CHUNK + 300), settings("2nd", CHUNK + 300)],
		next: settings("3rd", CHUNK + 300),
	},
	"a save of two chunks over two": {
		before: [settings("first", CHUNK + 300), settings("second", CHUNK + 200)],
		next: settings("third", CHUNK + 250),
	},
};

function store(io: FakeFlash): SettingsStore {
	return new SettingsStore({ io });
}

function same(a: Entries, b: Entries): boolean {
	return JSON.stringify([...a]) === JSON.stringify([...b]);
}

/** A flash with `before` in it, and the bytes that saving `next` programs there. */
function prepare(torn: Torn, before: readonly Entries[], next: Entries) {
	const io = new FakeFlash(torn);
	for (const entries of before) assert.ok(store(io).save(entries).ok);
	const saving = new FakeFlash(torn, io.bytes);
	assert.ok(store(saving).save(next).ok);
	return { image: io.bytes, programmed: saving.programmed };
}

/** Calls `look` with the flash as it is when only the first `count` bytes of the save were programmed, for every count. */
function cutEverywhere(
	torn: Torn,
	before: readonly Entries[],
	next: Entries,
	look: (io: FakeFlash, count: number) => void,
) {
	const { image, programmed } = prepare(torn, before, next);
	for (let count = 0; count <= programmed.length; count++) {
		look(new FakeFlash(torn, image), count);
		if (count < programmed.length) image[programmed[count].address] &= programmed[count].byte;
	}
	return programmed.length;
}

/** P1: a cut at every byte that a save programs, its marks included. The flash is modelled byte by byte: see FakeFlash. */
for (const [name, { before, next }] of Object.entries(SCENARIOS)) {
	for (const torn of TORN) {
		test(`power cut at every byte of ${name} leaves the old or the new settings (a torn value: ${torn})`, () => {
			const old = before.at(-1) ?? NOTHING;
			const after = settings("after");
			let switched = -1;
			const cuts = cutEverywhere(torn, before, next, (io, count) => {
				const { entries } = store(io).load();
				const isNew = same(entries, next);
				assert.ok(isNew || same(entries, old), `cut at byte ${count}: ${[...entries.keys()]}`);
				if (isNew && switched < 0) switched = count;
				assert.equal(isNew, switched >= 0, `cut at byte ${count}: the new settings were there already`);
				assert.ok(store(io).save(after).ok, `cut at byte ${count}: a further save`);
				assert.ok(same(store(io).load().entries, after), `cut at byte ${count}: what was saved further`);
			});
			assert.ok(cuts > 100 && switched > 0, `${cuts} cuts, new from ${switched}`);
		});
	}
}

test("a second power cut, in the save behind the first cut, leaves what the first left or the newest settings", () => {
	const second = settings("newest", 40);
	let cuts = 0;
	for (const torn of TORN) {
		cutEverywhere(torn, [settings("one"), settings("two")], settings("three", 40), (io, count) => {
			if (count % 5 !== 0) return;
			const left = store(io).load().entries;
			const saving = new FakeFlash(torn, io.bytes);
			assert.ok(store(saving).save(second).ok);
			const image = io.bytes.slice();
			for (const { address, byte } of saving.programmed) {
				image[address] &= byte;
				if (++cuts % 3 !== 0) continue;
				const { entries } = store(new FakeFlash(torn, image)).load();
				assert.ok(same(entries, second) || same(entries, left), `${torn}, cut at byte ${count}`);
			}
		});
	}
	assert.ok(cuts > 10_000, `${cuts}`);
});

test("the model of the flash: a value counts from its mark on, and its predecessor until then", () => {
	const io = new FakeFlash("absent");
	const open = io.open();
	const target = new Uint8Array(9);
	open.write("k", Uint8Array.of(1, 2));
	const saving = new FakeFlash("absent", io.bytes);
	saving.open().write("k", Uint8Array.of(3));
	assert.equal(saving.programmed.length, 3 + 1 + 1 + 2);
	const image = io.bytes.slice();
	const seen = saving.programmed.map(({ address, byte }) => {
		image[address] &= byte;
		const length = new FakeFlash("absent", image).open().read("k", target);
		return [...target.subarray(0, Number(length))];
	});
	assert.deepEqual(seen, [[1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [3], [3]]);
	open.delete("k");
	assert.equal(open.read("k", target), undefined);
});
