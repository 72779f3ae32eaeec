import { ProvisionHost } from "fakes/provision-host";
import { FakeConsole, transfer } from "fakes/provision-line";
import { KEYS, SECRETS, SETTINGS } from "fakes/provision-settings";
import { equal, ok, test } from "harness";

/** Transfers to a board; the ending, and all that the board has said. */
function provisioned(host: ProvisionHost, settings: unknown, fresh = false) {
	const board = new FakeConsole(host);
	const text = typeof settings === "string" ? settings : JSON.stringify(settings);
	const { ending } = transfer(board, text, undefined, undefined, fresh);
	if (!ending) throw new Error("no ending");
	return { ...ending, output: board.output };
}

function own(host: ProvisionHost, key: string): unknown {
	return host.reread.active.own(key);
}

test("an object, nested or dotted, is saved and put in force as a whole", () => {
	const host = new ProvisionHost();
	const { ok: good, keys } = provisioned(host, SETTINGS);
	equal([good, keys, host.applied], [true, KEYS, 1]);
	equal(own(host, "net.wifi.1.password"), SECRETS[0]);
	equal(own(host, "device.name"), SETTINGS.device.name);
	equal(own(host, "channel.1.id"), "1234567");
});

test("one wrong value, and nothing is changed; the answer names the key and no value", () => {
	const wrong: readonly (readonly [string, unknown])[] = [
		["mqtt.port", "hunter2-9"],
		["mqtt.host", "hunter2-9@example"],
		["net.wifi.2.password", "h-9"],
		["mqtt.ca", "hunter2-9"],
		["device.name", [7, "hunter2-9"]],
	];
	for (const [key, value] of wrong) {
		const host = new ProvisionHost();
		const { ok: good, error, text = "", output } = provisioned(host, { ...SETTINGS, [key]: value });
		equal([good, error, text.startsWith(`${key}: allowed is `)], [false, "settings", true], text);
		equal([host.applied, host.storage.steps, host.draft.changed], [0, 0, false]);
		ok(!/hunter|h-9/.test(output), output);
	}
});

test("an unknown key is not repeated: it could be a password in the wrong place", () => {
	for (const key of ["mqtt.hunter2-9", "hunter2-9", "__proto__"]) {
		const host = new ProvisionHost();
		const { ok: good, error, text = "", output } = provisioned(host, `{"device.name":"a","${key}":"hunter2-9"}`);
		equal([good, error, text.startsWith("an unknown key, behind device.name")], [false, "settings", true], text);
		ok(!output.includes("hunter2-9"));
		equal(host.draft.changed, false);
	}
});

test("what is not in the object stays; fresh unsets everything else, down to what the build sets", () => {
	const host = new ProvisionHost({ "mqtt.userName": "build" });
	provisioned(host, { "mqtt.userName": "one", "mqtt.clientId": "two", "device.name": "three" });
	provisioned(host, { "mqtt.clientId": "four" });
	const { active } = host.draft;
	equal([active.own("mqtt.userName"), active.own("mqtt.clientId")], ["one", "four"]);
	equal(provisioned(host, { "mqtt.port": 8883 }, true).keys, 1);
	const { active: now } = host.draft;
	equal([now.own("mqtt.userName"), now.own("device.name"), now.own("mqtt.port")], ["build", undefined, 8883]);
});

test("the same object again writes nothing and disturbs nothing", () => {
	const host = new ProvisionHost();
	provisioned(host, SETTINGS);
	const { steps } = host.storage;
	equal(provisioned(host, SETTINGS).keys, KEYS);
	equal([host.storage.steps, host.applied], [steps, 1]);
});

test("what a person has staged is neither saved along nor lost, whether it succeeds or not", () => {
	for (const port of [8883, "wrong"]) {
		const host = new ProvisionHost({ "mqtt.clientId": "x" });
		host.draft.set("device.name", "staged");
		host.draft.set("mqtt.clientId", "staged");
		provisioned(host, { "mqtt.port": port });
		equal([own(host, "device.name"), own(host, "mqtt.clientId")], [undefined, undefined]);
		equal(
			host.draft.changes().map(({ after }) => after),
			["staged", "staged"],
		);
	}
});

test("storage that fails leaves the old settings, and the answer says so", () => {
	const host = new ProvisionHost();
	provisioned(host, { "device.name": "old" });
	host.storage.broken = "write";
	const { ok: good, error } = provisioned(host, SETTINGS);
	equal([good, error, host.draft.changed, host.applied], [false, "save", false, 1]);
	host.storage.broken = undefined;
	equal(own(host, "device.name"), "old");
});

test("what is no settings object is refused: too deep, too many members, no UTF-8, nothing in it", () => {
	const many = `{${Array.from({ length: 600 }, (_, i) => `"k${i}":1`).join(",")}}`;
	const deep = `{"mqtt":{"a":{"b":{"c":{"d":1}}}}}`;
	for (const text of [
		"{",
		"[".repeat(5_000),
		many,
		'{"device.name":"a\\u0000"}',
		"[]",
		"7",
		"null",
		"{}",
		deep,
		'{"mqtt.port":null}',
	]) {
		const host = new ProvisionHost({ "mqtt.userName": "build" });
		const ending = provisioned(host, text, true);
		equal([ending.ok, ending.error, host.storage.steps], [false, "settings", 0], text.slice(0, 40));
	}
});

test("16 KB, brackets and colons in strings and characters of four bytes come through", () => {
	const host = new ProvisionHost();
	const name = '🌱{[:"\\é';
	const text = JSON.stringify({ "device.name": name }).padEnd(16_384 - 10, " ");
	equal(provisioned(host, text).keys, 1);
	equal(own(host, "device.name"), name);
});

test("a plain console.password is kept sealed; the same one again is left as it is, fresh or not", () => {
	const host = new ProvisionHost();
	const settings = { "device.name": "a", "console.password": "hunter2-9" };
	const { ok: good, keys, output } = provisioned(host, settings);
	equal([good, keys, host.sealed, output.includes("hunter2")], [true, 2, 1, false]);
	const kept = own(host, "console.password");
	ok(kept !== "hunter2-9" && host.verify("hunter2-9"));
	for (const fresh of [false, true]) provisioned(host, settings, fresh);
	equal([own(host, "console.password"), host.sealed, host.applied], [kept, 1, 1]);
	equal(provisioned(host, { "console.password": kept }).ok, true);
	equal([own(host, "console.password"), host.sealed], [kept, 1]);
});

test("a console.password that cannot be sealed changes nothing; fresh without one removes it", () => {
	const host = new ProvisionHost();
	const { error, text = "" } = provisioned(host, { "device.name": "a", "console.password": "short9" });
	equal([error, text.startsWith("console.password: "), text.includes("short9")], ["password", true, false]);
	equal([host.storage.steps, host.draft.changed], [0, false]);
	provisioned(host, { "console.password": "hunter2-9" });
	provisioned(host, { "device.name": "a" });
	equal(host.locks, true);
	provisioned(host, { "device.name": "a" }, true);
	equal(host.locks, false);
});
