import { packNibbles } from "core/nibbles";
import { written } from "fakes/room";
import { Message } from "feed/message";
import { Update } from "feed/payload";
import { compileTemplate, expandConstants, Slot, type Template } from "feed/template";
import { equal, ok, test } from "harness";
import { utf8 } from "../../vectors/outbound";

const CONSTANTS = { device: 'so "called" \\', channel: "42" };
const ALL = [Slot.Fields, Slot.Field, Slot.Value, Slot.Iso, Slot.Ms, Slot.Uptime, Slot.Rssi, Slot.Faults, Slot.Backlog];
const TIME = Date.UTC(2026, 10, 22, 10, 3, 5);

function compiled(text: string): Template {
	const result = compileTemplate(text, { constants: CONSTANTS, slots: ALL, braces: true });
	if (!result.ok) throw new Error(result.error);
	return result.value;
}

function errorOf(text: string, braces = true): string {
	const result = compileTemplate(text, { constants: CONSTANTS, slots: [Slot.Value, Slot.Iso], braces });
	return result.ok ? "" : result.error;
}

/** What `text` makes of field1 = 21.5 and field3 = -0.25. */
function made(text: string, change: (update: Update) => void = () => {}): string {
	const update = new Update();
	update.clear();
	update.values[0] = 21.5;
	update.values[2] = -0.25;
	update.digits = packNibbles([1, 0, 2]);
	update.time = TIME;
	update.live.set([3_600, -67, 2, 5]);
	change(update);
	const names = ["air", "", "cpuLoad", "", "", "", "", ""].map((name) => utf8(name));
	const message = new Message(update, compiled(text), names);
	message.field = 2;
	return written((target, at) => message.encode(target, at));
}

test("template: each placeholder is what it stands for, the rest is as it was", () => {
	equal(made("{field}={value} {time} {ms}"), "cpuLoad=-0.25 2026-11-22T10:03:05Z 1795341785000");
	equal(made("{uptime} {rssi} {faults} {backlog}"), "3600 -67 2 5");
	equal(made("{channel}"), "42");
	equal(made("no placeholder"), "no placeholder");
});

test("template: {fields} is every field with a reading as a JSON member", () => {
	equal(made("{{fields}}"), '{"air":21.5,"cpuLoad":-0.25}');
	equal(
		made("{{fields}}", (update) => {
			update.values[0] = Number.NaN;
		}),
		'{"cpuLoad":-0.25}',
	);
	equal(JSON.parse(made('{{fields},"time":"{time}"}')), { air: 21.5, cpuLoad: -0.25, time: "2026-11-22T10:03:05Z" });
});

test("template: in JSON a text is escaped, outside of it it is as it is", () => {
	equal(JSON.parse(made('{"device":"{device}"}')), { device: CONSTANTS.device });
	equal(JSON.parse(made('["{device}",{value}]')), [CONSTANTS.device, -0.25]);
	ok(!compiled("[{device}] {value}").json && !compiled("{value}").json, "raw");
});

test("template: what is not known is null in JSON, a dash elsewhere; a time that is not known is empty", () => {
	const unknown = (update: Update): void => {
		update.live.fill(Number.NaN);
		update.time = 0;
	};
	equal(made('{"rssi":{rssi},"ms":{ms},"time":"{time}"}', unknown), '{"rssi":null,"ms":null,"time":""}');
	equal(made("{rssi} {ms} {time}.", unknown), "- - .");
});

test("template: an unknown placeholder is an error that names those that are allowed", () => {
	const error = errorOf("{value} {humidity}");
	ok(error.includes("{value}, {time}, {device}, {channel}") && error.includes('"{humidity}"'), error);
	ok(errorOf("{uptime}").includes('"{uptime}"'), "one that is known elsewhere");
	ok(errorOf("{constructor}").includes('"{constructor}"'));
});

test("template: braces that are no placeholder are an error, but in a payload they stand for themselves", () => {
	for (const text of ["{", "}", "{ value}", "{value", "{}", "{1}", "a}b", "{{value}}"]) {
		ok(errorOf(text, false).includes("lone"), text);
		equal(errorOf(`x${text}`, true), "", text);
	}
});

test("template: what begins as a JSON object and is none is an error, before a broker's users see it", () => {
	for (const text of ['{"a":{value}', '{"a":{value},}', '{"time":{time}}']) ok(errorOf(text).includes("JSON"), text);
	equal(errorOf('{"a":{value}}'), "");
});

test("template: a topic is its text with what is known put in; nothing else may stand in it", () => {
	equal(expandConstants("{channel}/x/{channel}", CONSTANTS), { ok: true, value: "42/x/42" });
	equal(expandConstants("{value}", CONSTANTS).ok, false);
	equal(expandConstants("a{b", CONSTANTS).ok, false);
});
