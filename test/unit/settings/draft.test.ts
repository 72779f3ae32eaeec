import { FakeKeyValue } from "fakes/key-value";
import { FakePasswordCrypto } from "fakes/password";
import { equal, ok, test } from "harness";
import { Draft } from "settings/draft";
import { sealPassword, verifyPassword } from "settings/password/password";
import { encodeRecord } from "settings/record";
import { Settings } from "settings/settings";
import { SettingsStore } from "settings/store";

const SECRET = "planted-secret";

/** A board whose build sets mqtt.host and mqtt.port, with `stored` in its storage. */
function bench(stored: Record<string, string> = {}) {
	const io = new FakeKeyValue();
	const build = new Settings();
	build.load({ "mqtt.host": "build.test", "mqtt.port": 1_883 });
	io.values.set("a0", encodeRecord(new Map(Object.entries(stored)), 1) ?? new Uint8Array(0));
	const store = new SettingsStore({ io });
	return { io, build, store, open: () => new Draft({ build, store }), draft: new Draft({ build, store }) };
}

function entries(board: ReturnType<typeof bench>): Record<string, string> {
	return Object.fromEntries(board.store.load().entries);
}

test("what is set is staged, and in force only when it was saved", () => {
	const { draft } = bench();
	equal(draft.set("MQTT.Host", "other.test"), undefined);
	equal(
		[draft.staged.get("mqtt.host"), draft.active.get("mqtt.host"), draft.changed],
		["other.test", "build.test", true],
	);
	const { active } = draft;
	ok(draft.save().ok);
	equal([draft.active.get("mqtt.host"), draft.changed], ["other.test", false]);
	equal(active.get("mqtt.host"), "build.test", "who holds the settings in force keeps what it has");
});

test("what is staged is gone behind reload, and behind a restart", () => {
	const board = bench();
	board.draft.set("mqtt.host", "other.test");
	board.draft.reload();
	equal([board.draft.staged.get("mqtt.host"), board.draft.changed], ["build.test", false]);
	board.draft.set("mqtt.host", "other.test");
	equal(board.open().active.get("mqtt.host"), "build.test");
});

test("a value that is refused stages nothing, and its secret is not in the error", () => {
	const { draft } = bench();
	ok(draft.set("mqtt.port", "0")?.startsWith("mqtt.port: allowed is "));
	equal(draft.set("mqtt.password", `${SECRET}\n`)?.includes(SECRET), false);
	ok(draft.set("mqtt.colour", "red")?.startsWith('unknown key "mqtt.colour"'));
	equal([draft.changed, draft.staged.get("mqtt.port")], [false, 1_883]);
});

test("a save that fails changes nothing: the changes stay staged, the old settings in force and stored", () => {
	for (const broken of ["open", "write", "delete"] as const) {
		const board = bench({ "mqtt.password": SECRET });
		board.draft.set("mqtt.host", "other.test");
		board.io.broken = broken;
		if (broken === "delete") board.io.values.set("b0", new Uint8Array(3)); // there is something to delete
		const result = board.draft.save();
		ok(!result.ok && !result.error.includes(SECRET), broken);
		equal([board.draft.active.get("mqtt.host"), board.draft.staged.get("mqtt.host")], ["build.test", "other.test"]);
		equal(board.draft.changed, true);
		board.io.broken = undefined;
		equal(entries(board), { "mqtt.password": SECRET });
		ok(board.draft.save().ok);
		equal(entries(board), { "mqtt.password": SECRET, "mqtt.host": "other.test" });
	}
});

test("only what differs from the build is stored, so that a newer build's values take effect", () => {
	const board = bench({ "mqtt.host": "other.test" });
	board.draft.set("mqtt.port", 1_884);
	board.draft.set("mqtt.host", "build.test");
	board.draft.save();
	equal(entries(board), { "mqtt.port": "1884" });
	board.build.set("mqtt.host", "newer.test");
	equal(board.open().active.get("mqtt.host"), "newer.test");
});

test("unset goes back to what the build sets, else to the fallback", () => {
	const board = bench({ "mqtt.host": "other.test", "mqtt.keepAlive": "60" });
	equal([board.draft.unset("mqtt.HOST"), board.draft.unset("mqtt.keepAlive")], [undefined, undefined]);
	equal([board.draft.staged.get("mqtt.host"), board.draft.staged.get("mqtt.keepAlive")], ["build.test", 240]);
	board.draft.save();
	equal(entries(board), {});
	ok(board.draft.unset("mqtt.colour")?.startsWith("unknown key"));
	equal(board.draft.unset("mqtt.port"), undefined);
	equal([board.draft.staged.get("mqtt.port"), board.draft.changed], [1_883, false]);
});

test("keys that only a newer version knows stay through every save", () => {
	const board = bench({ "future.key": "kept", "mqtt.host": "other.test", "future.other": "undefined" });
	equal(board.draft.problems, ["2 stored settings are not known to this version: kept, and not used"]);
	for (const host of ["a.test", "b.test", "c.test"]) {
		board.draft.set("mqtt.host", host);
		ok(board.draft.save().ok);
		equal(entries(board), { "mqtt.host": host, "future.key": "kept", "future.other": "undefined" });
	}
});

test("a stored value that this version does not take stays stored until its key is set", () => {
	const board = bench({ "mqtt.transport": "websocket", "mqtt.port": "70000" });
	equal(board.draft.problems.length, 2);
	equal([board.draft.active.get("mqtt.transport"), board.draft.active.get("mqtt.port")], ["tls", 1_883]);
	board.draft.set("device.name", "shed");
	board.draft.save();
	equal(entries(board), { "device.name": "shed", "mqtt.transport": "websocket", "mqtt.port": "70000" });
	board.draft.set("mqtt.transport", "tcp");
	board.draft.save();
	board.draft.unset("mqtt.transport");
	board.draft.save();
	equal(entries(board), { "device.name": "shed", "mqtt.port": "70000" });
});

test("changes are what save would change: set, changed and unset, in order, secrets marked", () => {
	const { draft } = bench({ "device.name": "shed", "mqtt.password": SECRET });
	draft.set("mqtt.password", "another");
	draft.set("mqtt.port", "1884");
	draft.unset("device.name");
	draft.set("channel.1.id", "42");
	equal(draft.changes(), [
		{ key: "mqtt.port", secret: false, before: 1_883, after: 1_884 },
		{ key: "mqtt.password", secret: true, before: SECRET, after: "another" },
		{ key: "channel.1.id", secret: false, before: undefined, after: "42" },
		{ key: "device.name", secret: false, before: "shed", after: undefined },
	]);
});

test("what is set back to what it was is no change", () => {
	const { draft } = bench({ "device.name": "shed" });
	draft.set("device.name", "barn");
	draft.set("mqtt.keepAlive", 60);
	draft.set("device.name", "shed");
	draft.unset("mqtt.keepAlive");
	equal([draft.changes(), draft.changed], [[], false]);
});

test("a board whose storage cannot be read works with the build's settings, and says why", () => {
	const board = bench();
	board.io.broken = "open";
	const draft = board.open();
	equal([draft.active.get("mqtt.host"), draft.problems.length], ["build.test", 1]);
});

test("behind erase nothing is stored, not even what a newer version had", () => {
	const board = bench({ "future.key": "kept", "mqtt.password": SECRET });
	ok(board.draft.erase().ok);
	equal([entries(board), board.io.dump.includes(SECRET)], [{}, false]);
	board.draft.unset("mqtt.password");
	ok(board.draft.save().ok);
	equal(entries(board), {});
});

test("console.password goes through as its stored form, and opens after a restart", () => {
	const board = bench();
	const crypto = new FakePasswordCrypto();
	const sealed = sealPassword(crypto, SECRET);
	ok(sealed.ok && board.draft.set("console.password", sealed.value) === undefined);
	equal(board.draft.changes()[0].secret, true);
	ok(board.draft.save().ok);
	equal(board.io.dump.includes(SECRET), false);
	const { active, problems } = board.open();
	equal([problems, verifyPassword(crypto, SECRET, active.text("console.password"))], [[], true]);
});

test("every kind of value is the same after it was stored", () => {
	const board = bench();
	const json = {
		"mqtt.port": 8_883,
		"mqtt.allowPlain": false,
		"mqtt.host": "a.test",
		"mqtt.password": " p ä ",
		"channel.1.id": 7,
	};
	for (const [key, value] of Object.entries(json)) equal(board.draft.set(key, value), undefined);
	ok(board.draft.save().ok);
	const again = board.open();
	equal(again.problems, []);
	for (const key of board.draft.active.keys()) equal(again.active.own(key), board.draft.active.own(key), key);
});
