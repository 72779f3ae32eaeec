import { FakeKeyValue } from "fakes/key-value";
import { seeded } from "fakes/random";
import { equal, ok, ROUGH, test } from "harness";
import { SettingsStore } from "settings/store";

const SECRET = "planted-secret";
const ENTRIES = new Map([["mqtt.password", SECRET]]);

test("storage that throws at any operation boots to the build's settings, with a line that says why", () => {
	for (const broken of ["open", "close"] as const) {
		const io = new FakeKeyValue();
		new SettingsStore({ io }).save(ENTRIES);
		io.broken = broken;
		const { entries, problem } = new SettingsStore({ io }).load();
		equal(entries.size, 0);
		ok(problem?.includes("ESP_FAIL") && problem.includes("the build's are used"), problem);
	}
});

test("values that cannot be read boot to the build's settings, with a line that says why", () => {
	const io = new FakeKeyValue();
	new SettingsStore({ io }).save(ENTRIES);
	io.broken = "read";
	const { entries, problem } = new SettingsStore({ io }).load();
	equal([entries.size, problem], [0, "the stored settings cannot be read (no copy is whole): the build's are used"]);
});

test("garbage in every value boots to the build's settings, and a save mends it", () => {
	const random = seeded(4_711);
	for (let round = 0; round < 300; round += ROUGH) {
		const io = new FakeKeyValue();
		for (const key of ["a0", "a1", "b0", "b1"]) {
			const bytes = new Uint8Array(Math.floor(random() * 4_000)).map(() => Math.floor(random() * 256));
			if (random() < 0.5) bytes.set([0x46, 0x46, 0x53, 0x52, 1, 0].slice(0, bytes.length));
			if (random() < 0.8) io.values.set(key, bytes);
		}
		equal(new SettingsStore({ io }).load().entries.size, 0);
		ok(new SettingsStore({ io }).save(ENTRIES).ok);
		equal(new SettingsStore({ io }).load().entries.get("mqtt.password"), SECRET);
	}
});

test("full storage refuses the save in one line, and what was saved before stays", () => {
	const io = new FakeKeyValue();
	new SettingsStore({ io }).save(ENTRIES);
	io.capacity = 80;
	const result = new SettingsStore({ io }).save(new Map([["mqtt.password", "another secret, longer than the room"]]));
	ok(!result.ok && result.error.includes("ESP_ERR_NVS_NOT_ENOUGH_SPACE"));
	equal(new SettingsStore({ io }).load().entries.get("mqtt.password"), SECRET);
});

test("no line that the store makes holds a value", () => {
	for (const broken of ["open", "read", "write", "delete", "close"] as const) {
		const io = new FakeKeyValue();
		new SettingsStore({ io }).save(ENTRIES);
		io.broken = broken;
		const store = new SettingsStore({ io });
		const said = JSON.stringify([store.load().problem, store.save(ENTRIES), store.erase()]);
		equal(said.includes(SECRET), false, broken);
	}
});

test("settings too long for the storage are refused before anything is written", () => {
	const io = new FakeKeyValue();
	const result = new SettingsStore({ io }).save(new Map([["k", "x".repeat(20_000)]]));
	ok(!result.ok && result.error.includes("16384 bytes"));
	equal(io.values.size, 0);
});
