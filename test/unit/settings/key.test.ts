import { equal, ok, test } from "harness";
import { findSetting, isSensorName, SENSOR_NAME_MAX, siblings, siblingWords } from "settings/key";
import { SCHEMA } from "settings/schema";

const keyOf = (key: string): string | undefined => findSetting(key)?.key;

test("key: every row of the schema is found by its own key, and by no other row", () => {
	for (const setting of SCHEMA) {
		const key = setting.key
			.replace("<1-10>", "10")
			.replace("<1-3>", "3")
			.replace("<1-8>", "8")
			.replace("<name>", "room")
			.replace("<quantity>", "temperature");
		const found = findSetting(key);
		ok(found?.setting === setting, key);
		equal(found?.key, key);
	}
});

test("key: upper and lower case are the same; the key comes back in its own spelling", () => {
	equal(keyOf("MQTT.KEEPALIVE"), "mqtt.keepAlive");
	equal(keyOf("mqtt.clientid"), "mqtt.clientId");
	equal(keyOf("Channel.1.MinInterval"), "channel.1.minInterval");
	equal(keyOf("channel.1.FIELD8"), "channel.1.field8");
	equal(keyOf("sensor.Room.Model"), "sensor.room.model");
});

test("key: channels are 1 to 10, fields 1 to 8, written without leading zeros", () => {
	for (let i = 1; i <= 10; i++) equal(keyOf(`channel.${i}.id`), `channel.${i}.id`);
	for (let i = 1; i <= 8; i++) equal(keyOf(`channel.1.field${i}`), `channel.1.field${i}`);
	for (const i of [
		"0",
		"11",
		"01",
		"010",
		"-1",
		"+1",
		"1.0",
		"1e0",
		"0x1",
		" 1",
		"1 ",
		"",
		"x",
		"100",
		"NaN",
		"Infinity",
	]) {
		equal(keyOf(`channel.${i}.id`), undefined, `channel.${i}.id`);
		equal(keyOf(`channel.1.field${i}`), undefined, `channel.1.field${i}`);
	}
	equal(keyOf("channel.1.field9"), undefined);
});

test("key: what is no key, or only part of one, or more than one, is not found", () => {
	for (const key of [
		"",
		".",
		"..",
		"mqtt",
		"mqtt.",
		".host",
		"mqtt..host",
		"mqtt.host.",
		"mqtt.host.x",
		" mqtt.host",
		"mqtt.hos",
		"mqtt.hosts",
		"channel.1",
		"channel.<1-10>.id",
		"sensor.<name>.model",
		"sensor..model",
		"sensor.a.b.model",
		"device.name\n",
		"__proto__",
		"constructor",
		"mqtt.__proto__",
	])
		equal(keyOf(key), undefined, key);
});

test("key: a sensor's name is a letter, then letters, digits, _ or -, 16 at most", () => {
	for (const name of ["a", "z9", "a_b-c", "r2-d2", "a".repeat(SENSOR_NAME_MAX)]) {
		equal(isSensorName(name), true, name);
		equal(keyOf(`sensor.${name}.model`), `sensor.${name}.model`);
	}
	for (const name of ["", "1a", "_a", "-a", "a b", "a.b", "é", "a:b", "a\n", "a".repeat(SENSOR_NAME_MAX + 1)]) {
		equal(isSensorName(name), false, name);
		equal(keyOf(`sensor.${name}.model`), undefined, name);
	}
	equal(isSensorName("Room"), false, "keys come in lower case by then");
});

test("key: siblings are the last parts of the keys that start alike, for an error to name", () => {
	equal(siblings("device.nam"), ["name"]);
	ok(siblings("MQTT.x").includes("keepAlive"));
	equal(siblings("sensor.room.modle").slice(0, 4), ["model", "interval", "address", "bus"]);
	equal(siblings("channel.1.x").at(0), "id");
	equal(siblings("wifi.ssid"), []);
	equal(siblings(""), []);
});

test("key: where the middle part is what is wrong, siblings say what it may be", () => {
	equal(siblings("channel.11.id").at(0), "<1-10>.id");
	equal(siblings("channel.0.id").at(0), "<1-10>.id");
	equal(siblings("channel").at(0), "<1-10>.id");
	equal(siblings("channel.1").at(0), "<1-10>.id");
	equal(siblings("mqtt.host.x").at(0), "host");
	equal(siblings("sensor.1st.model").at(0), "<name>.model");
	equal(siblings("net.wifi.4.ssid").at(0), "<1-3>.ssid");
	equal(siblings("net.wifi.1.sid").at(0), "ssid");
});

test("key: an error names eight siblings at most, those first that are spelled alike, and says how many more there are", () => {
	const words = (key: string): string => siblingWords(key) ?? "";
	equal(words("device.nam"), "device has name");
	for (const [wrong, right] of [
		["sensor.room.modle", "model"],
		["sensor.room.adress", "address"],
		["sensor.room.full", "fullScale"],
		["mqtt.keepalives", "keepAlive"],
		["channel.1.intervall", "interval"],
		["channel.1.field9", "field<1-8>"],
		["channel.1.delat1", "delta<1-8>"],
	])
		ok(words(wrong).includes(` has ${right}, `), words(wrong));
	const named = words("sensor.room.zzz");
	ok(named.startsWith("sensor has model, interval, address, bus, stuckAfter, pin, rom, port and "), named);
	ok(named.endsWith(" more (README.md)") && named.length < 120, named);
	equal(siblingWords("wifi.ssid"), undefined);
	equal(siblingWords(""), undefined);
});

test("the first words of all keys are in lower case, as findSetting takes them to be", () => {
	for (const { key } of SCHEMA) {
		const [group] = key.split(".");
		equal(group, group.toLowerCase());
		equal(group.includes("<"), false);
	}
});
