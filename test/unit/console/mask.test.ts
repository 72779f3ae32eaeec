import { COMMANDS } from "console/commands";
import { Mask } from "console/mask";
import { equal, test } from "harness";

function shown(line: string): string {
	const mask = new Mask({ commands: COMMANDS, sensors: () => ["air"] });
	mask.reset();
	let text = "";
	for (const character of line) text += mask.take(character.codePointAt(0) ?? 0) ? "*" : character;
	return text;
}

test("mask: commands, keys and values of keys that are no secret are shown", () => {
	for (const line of [
		"set mqtt.host broker.example",
		"SET MQTT.Host Broker",
		"set device.name The old shed; save",
		"set channel.10.field3 air.temperature:mean",
		"set net.wifi.3.ssid my;net",
		"show mqtt.; get sensor.air.model; unset net.dns",
		"help set; log debug; scan wifi; sample air; json on",
		"time 2026-11-22T10:00:00Z",
		"export --with-secrets",
	])
		equal(shown(line), line);
});

test("mask: a secret value is masked, in quotes and as a rest, up to the end of its command", () => {
	equal(shown("set mqtt.password hunter2"), "set mqtt.password *******");
	equal(shown("set MQTT.PassWord hunter2 and more"), `set MQTT.PassWord ${"*".repeat(16)}`);
	equal(shown(`set mqtt.password "a; b"; save`), "set mqtt.password ******* save");
	equal(shown("set net.wifi.1.password 'x y'"), "set net.wifi.1.password *****");
	equal(shown("set console.password hunter22"), "set console.password ********");
});

test("mask: arguments behind an unknown command, an unknown key, or too many of them are masked", () => {
	equal(shown("sett mqtt.password hunter2"), "set* ************* *******");
	equal(shown("set mqtt.pasword hunter2"), "set mqtt.pas**** *******");
	equal(shown("set hunter2"), "set *******");
	equal(shown("unlock hunter2"), "unlock *******");
	equal(shown("save hunter2"), "save *******");
	equal(shown("get mqtt.host hunter2"), "get mqtt.host *******");
	equal(shown("sample hunter2"), "sample *******");
	equal(shown("time hunter2"), "time *******");
});

test("mask: what is no command is shown as far as it could be one", () => {
	equal(shown("hunter2"), "h******");
	equal(shown('{"a": 1}'), "***** **");
	equal(shown("save;hunter2"), "save;*******");
});

test("mask: a command behind a ; starts anew", () => {
	equal(shown("set mqtt.password hunter2; get mqtt.host"), "set mqtt.password ******** get mqtt.host");
	equal(shown("set mqtt.password hunter2;get mqtt.host"), `set mqtt.password ${"*".repeat(21)}`);
});
