import { equal, ok, test } from "harness";
import { meets, parseCondition, SETTABLE, spellAction, spellCondition } from "settings/action";
import { findSetting } from "settings/key";
import { isSecret } from "settings/validate";

test("subscription.<n>.do: its forms, however they are spelt, are kept in one", () => {
	for (const [given, kept] of [
		["log", "log"],
		[" Restart ", "restart"],
		["pin 4", "pin 4"],
		["pin:4", "pin 4"],
		["set  Channel.1.INTERVAL", "set channel.1.interval"],
		["set:sensor.room.interval", "set sensor.room.interval"],
		["SET console.log", "set console.log"],
	])
		equal(spellAction(given), kept, given);
});

test("subscription.<n>.do: nothing else is taken, least of all a secret's key or one of broker, network or console lock", () => {
	for (const text of [
		..."reboot|log x|pin|pin x|pin 04|pin -1|pin 55|pin 1.5|set|set a b".split("|"),
		..."mqtt.password|mqtt.host|mqtt.clientId|net.wifi.1.password|console.password|console.autoLock|device.name"
			.split("|")
			.map((key) => `set ${key}`),
		..."channel.1.id|channel.11.interval|channel.1.minInterval|subscription.1.do|__proto__"
			.split("|")
			.map((key) => `set ${key}`),
	])
		equal(spellAction(text), undefined, text);
});

test("what may be set by subscriptions exists, is no secret, and is fixed", () => {
	ok(Object.isFrozen(SETTABLE));
	for (const pattern of SETTABLE) {
		const found = findSetting(pattern.replace("<1-10>", "3").replace("<name>", "room").replace("<quantity>", "co2"));
		ok(found && !isSecret(found.setting.kind), pattern);
	}
});

test("subscription.<n>.when: a comparison and a decimal number", () => {
	for (const [given, kept] of [
		["=1", "=1"],
		[" >= 30.50", ">=30.5"],
		["<-5", "<-5"],
		["!=0", "!=0"],
	])
		equal(spellCondition(given), kept, given);
	for (const text of ["1", "=", "==1", "=x", "=1e3", "= 1 2", ">1.", ">.5", "=1234567890123456"])
		equal(spellCondition(text), undefined, text);
});

test("conditions: each comparison at its edge, and no number meets none", () => {
	const results = [">=2", "<=2", ">2", "<2", "=2", "!=2"].map((text) => {
		const condition = parseCondition(text);
		return condition ? [1, 2, 3, Number.NaN].map((value) => (meets(condition, value) ? 1 : 0)).join("") : text;
	});
	equal(results, ["0110", "1100", "0010", "1000", "0100", "1010"]);
});
