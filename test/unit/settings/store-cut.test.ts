import { FakeKeyValue } from "fakes/key-value";
import { equal, ok, ROUGH, test } from "harness";
import { CHUNK, SettingsStore } from "settings/store";

/** Two chunks and a bit, so that every kind of write is cut. */
const LONG = "-".repeat(CHUNK + 500);

function settings(version: string): ReadonlyMap<string, string> {
	return new Map([
		["device.name", version],
		["mqtt.ca", version === "long" ? LONG : version],
	]);
}

function name(io: FakeKeyValue): string | undefined {
	const { entries, problem } = new SettingsStore({ io }).load();
	if (problem !== undefined) return problem;
	equal(
		entries.size === 0 || entries.get("mqtt.ca") === settings(entries.get("device.name") ?? "").get("mqtt.ca"),
		true,
	);
	return entries.get("device.name");
}

/** A board that has saved `before` in order, without a cut. */
function board(before: readonly string[], torn: FakeKeyValue["torn"]): FakeKeyValue {
	const io = new FakeKeyValue();
	io.torn = torn;
	for (const version of before) new SettingsStore({ io }).save(settings(version));
	return io;
}

/** P1: cuts the save of `next` at every `stride`th step; what is loaded afterwards is old or new, and can be saved over. */
function cutEverywhere(before: readonly string[], next: string, torn: FakeKeyValue["torn"], stride = 1): number {
	const old = before.at(-1);
	for (let step = 0; ; step += stride) {
		const io = board(before, torn);
		io.power = step;
		const saved = new SettingsStore({ io }).save(settings(next));
		io.restore();
		const loaded = name(io);
		if (saved.ok) {
			equal(loaded, next);
			return step;
		}
		ok(loaded === old || loaded === next, `step ${step}: ${loaded}`);
		ok(new SettingsStore({ io }).save(settings("after")).ok);
		equal(name(io), "after", `step ${step}`);
	}
}

for (const torn of ["old", "none", "half"] as const) {
	test(`a power cut at any byte of a save leaves the old or the new settings (a torn value: ${torn})`, () => {
		for (const before of [["one"], ["one", "two"], ["one", "long"], ["long", "two"], ["long", "long"]])
			ok(cutEverywhere(before, "new", torn, ROUGH) > 20);
	});
}

test("a power cut at any seventh byte of a save of several chunks leaves the old or the new settings", () => {
	for (const torn of ["none", "half"] as const) ok(cutEverywhere(["one", "two"], "long", torn, 7 * ROUGH) > CHUNK);
});

test("a power cut at any byte of the very first save leaves nothing or the new settings", () => {
	for (let step = 0; ; step++) {
		const io = new FakeKeyValue();
		io.power = step;
		const saved = new SettingsStore({ io }).save(settings("first"));
		io.restore();
		if (saved.ok) return;
		const loaded = name(io);
		ok(loaded === undefined || loaded === "first", `step ${step}: ${loaded}`);
	}
});
