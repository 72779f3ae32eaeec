import { FakeKeyValue } from "fakes/key-value";
import { equal, ok, test } from "harness";
import { SettingsStore } from "settings/store";

const SECRET = "planted-secret";

function full(): FakeKeyValue {
	const io = new FakeKeyValue();
	for (const filler of ["x".repeat(5_000), "y"])
		ok(new SettingsStore({ io }).save(new Map([["mqtt.password", SECRET + filler]])).ok);
	return io;
}

test("erasing leaves no byte of either copy", () => {
	const io = full();
	ok(io.dump.includes(SECRET));
	equal(new SettingsStore({ io }).erase(), { ok: true, value: 4 });
	equal(io.values.size, 0);
	equal(new SettingsStore({ io }).load().entries.size, 0);
});

test("erasing goes down to the flash, even when deleting fails", () => {
	for (const broken of [undefined, "open", "delete"] as const) {
		const io = full();
		io.broken = broken;
		let wiped = 0;
		const wipe = (): boolean => {
			wiped++;
			return true;
		};
		ok(new SettingsStore({ io, flash: { eraseStorage: wipe } }).erase().ok);
		equal(wiped, 1);
	}
});

test("flash that cannot be erased is told", () => {
	const result = new SettingsStore({ io: full(), flash: { eraseStorage: () => false } }).erase();
	equal(result, { ok: false, error: "settings: the flash could not be erased" });
});
