import { KeyStart } from "console/key-start";
import { equal, ok, test } from "harness";
import { findSetting } from "settings/key";
import { SCHEMA } from "settings/schema";

/** How many characters of `text` a key can start with. */
function reach(text: string): number {
	const start = new KeyStart();
	for (let i = 0; i < text.length; i++) if (!start.take(text.charCodeAt(i))) return i;
	return text.length;
}

test("start of a key: every key, whatever its case, from its first character to its last, and not one more", () => {
	for (const { key } of SCHEMA) {
		for (const [number, name] of [
			["1", "a"],
			["3", "Air_2-x"],
			["2", "a234567890123456"],
		]) {
			const full = key
				.split("<name>")
				.join(name)
				.replace("<quantity>", "vapourPressureDeficit")
				.replace("<1-10>", number)
				.replace("<1-8>", "8")
				.replace("<1-3>", number);
			ok(findSetting(full), full);
			equal(reach(full), full.length, full);
			equal(reach(full.toUpperCase()), full.length, full);
			// What stands behind a sensor's name may be a quantity of any name, so that model is the start of modelx.
			equal(reach(full + (key.startsWith("sensor.") ? "!" : "x")), full.length, full);
		}
	}
});

test("start of a key: numbers beyond the last, names that are none and other words end it", () => {
	equal(reach("channel.10.id"), 13);
	equal(reach("channel.11.id"), 9);
	equal(reach("channel.0.id"), 8);
	equal(reach("channel.1.field9"), 15);
	equal(reach("channel.1.field12"), 16);
	equal(reach("net.wifi.4.ssid"), 9);
	equal(reach("sensor.1air.model"), 7);
	equal(reach("sensor.a2345678901234567.model"), 23);
	equal(reach("sensor..model"), 7);
	equal(reach("hunter2"), 0);
	equal(reach("mqtt.hunter2"), 6);
	const failed = new KeyStart();
	failed.take(0x78);
	equal(failed.take(0x6d), false, "never again");
});
