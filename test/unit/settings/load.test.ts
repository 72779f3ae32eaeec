import { equal, ok, test } from "harness";
import { Settings } from "settings/settings";

/** What a JSON file with this in it sets, and the errors. */
function load(json: unknown): { set: Record<string, unknown>; errors: readonly string[] } {
	const settings = new Settings();
	const errors = settings.load(json);
	return { set: Object.fromEntries(settings.keys().map((key) => [key, settings.get(key)])), errors };
}

test("load: nested, dotted and mixed say the same", () => {
	const expected = { "mqtt.host": "a", "channel.1.id": "7", "channel.1.field2": "room.load" };
	for (const json of [
		{ mqtt: { host: "a" }, channel: { 1: { id: 7, field2: "room.load" } } },
		{ "mqtt.host": "a", "channel.1.id": 7, "channel.1.field2": "room.load" },
		{ mqtt: { host: "a" }, "channel.1": { id: "7" }, channel: { "1.field2": "room.load" } },
	]) {
		const { set, errors } = load(json);
		equal(errors, []);
		equal(set, expected);
	}
});

test("load: what is wrong is told line by line, and the rest is set", () => {
	const { set, errors } = load({
		mqtt: { host: "a", port: 0, color: "red" },
		wifi: { ssid: "x" },
		"device.name": "board",
	});
	equal(set, { "mqtt.host": "a", "device.name": "board" });
	equal(errors.length, 3);
	ok(errors[0].startsWith("mqtt.port: allowed is "), errors[0]);
	ok(errors[1].startsWith('unknown key "mqtt.color": mqtt has host, '), errors[1]);
	ok(errors[2].startsWith('unknown key "wifi.ssid": keys start with '), errors[2]);
});

test("load: an array or an object where a value belongs is told, by what the key takes", () => {
	for (const value of [["a"], [], { a: 1 }, {}]) {
		const { set, errors } = load({ mqtt: { host: value, password: value } });
		equal(set, {});
		equal(errors.length, 2, JSON.stringify(value));
		ok(errors[0].startsWith("mqtt.host: allowed is ") && errors[0].endsWith("got an object"), errors[0]);
		ok(errors[1].startsWith("mqtt.password: allowed is "), errors[1]);
	}
});

test("load: an array where keys belong is an unknown key", () => {
	const { errors } = load({ channel: [{ id: 1 }] });
	equal(errors.length, 1);
	ok(errors[0].startsWith('unknown key "channel": channel has <1-10>.id'), errors[0]);
});

test("load: null is a value like any other, and no setting takes it", () => {
	const { errors } = load({ mqtt: { host: null }, device: null });
	equal(errors.length, 2);
	ok(errors[0].startsWith("mqtt.host: allowed is "), errors[0]);
	ok(errors[1].startsWith('unknown key "device"'), errors[1]);
});

test("load: nesting without end is one error, not a full stack", () => {
	let json: object = { host: "a" };
	for (let depth = 0; depth < 2_000; depth++) json = { mqtt: json };
	const { set, errors } = load(json);
	equal(set, {});
	equal(errors.length, 1);
});

test("load: what is no object of keys is one error", () => {
	for (const json of [null, undefined, 7, "mqtt.host=a", true, [], [{ "mqtt.host": "a" }]]) {
		const { errors } = load(json);
		equal(errors, ["settings: a JSON object with keys is wanted"]);
	}
	equal(load({}).errors, []);
});

test("load: names of an object's own machinery are unknown keys like others", () => {
	const { set, errors } = load(JSON.parse('{"__proto__":{"host":"a"},"constructor":"x","mqtt":{"__proto__":1}}'));
	equal(set, {});
	equal(errors.length, 3);
	equal(({} as Record<string, unknown>).host, undefined);
});

test("copies: what changes in one of them changes in no other", () => {
	const first = new Settings();
	first.load({ "mqtt.host": "a", "mqtt.port": 1_883 });
	const second = first.copy();
	const third = second.copy();
	second.set("mqtt.host", "b");
	first.unset("mqtt.port");
	third.set("device.name", "board");
	const all = [first, second, third].map((one) => one.keys().map((key) => `${key}=${one.get(key)}`));
	equal(all, [
		["mqtt.host=a"],
		["mqtt.host=b", "mqtt.port=1883"],
		["mqtt.host=a", "mqtt.port=1883", "device.name=board"],
	]);
});
