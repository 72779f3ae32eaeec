import { type LineSink, Reporter } from "console/reporter";
import { failureWords, faultWords, returnCodeWords } from "console/words";
import { Failure } from "core/result";
import { toUtf8 } from "core/utf8";
import { FakeClock } from "fakes/clock";
import { equal, ok, test } from "harness";
import { Fault, type Quantity } from "sensors/sensor";

const QUANTITIES: readonly Quantity[] = [
	{ name: "temperature", unit: "°C", digits: 1 },
	{ name: "humidity", unit: "%", digits: 0 },
];

/** The one line that `say` makes. */
function lineOf(say: (report: Reporter) => void): string {
	const clock = new FakeClock();
	const lines: string[] = [];
	const sink: LineSink = { line: (text) => lines.push(text) };
	clock.advance(12_345);
	say(new Reporter({ clock, sink, format: "text" }));
	equal(lines.length, 1);
	return lines[0];
}

test("text: seconds, the event, and what belongs to it", () => {
	equal(
		lineOf((report) => report.boot("0.1.0")),
		"    12.345 boot 0.1.0",
	);
	equal(
		lineOf((report) => report.connecting("broker.test", 8_883)),
		"    12.345 connecting broker.test 8883",
	);
	equal(
		lineOf((report) => report.connected()),
		"    12.345 connected",
	);
	equal(
		lineOf((report) => report.pingreq()),
		"    12.345 pingreq",
	);
	equal(
		lineOf((report) => report.pingresp()),
		"    12.345 pingresp",
	);
	equal(
		lineOf((report) => report.error("mqtt.port: not so")),
		"    12.345 error mqtt.port: not so",
	);
});

test("text: published shows topic and payload", () => {
	const packet = toUtf8("channels/1/publishfield1=21.5") ?? new Uint8Array(0);
	equal(
		lineOf((report) => report.published(packet, 0, 18, 29)),
		"    12.345 published channels/1/publish field1=21.5",
	);
});

test("text: a sample shows its readings, or why there are none", () => {
	equal(
		lineOf((report) => report.sample("room", QUANTITIES, Float64Array.of(21.46, 40.4), Fault.None)),
		"    12.345 sample room temperature=21.5 humidity=40",
	);
	equal(
		lineOf((report) => report.sample("room", QUANTITIES, new Float64Array(2).fill(Number.NaN), Fault.Busy)),
		`    12.345 sample room ${faultWords(Fault.Busy)}`,
	);
});

test("text: disconnected and refused say why, in words", () => {
	equal(
		lineOf((report) => report.disconnected(Failure.Resolve, 2_000)),
		`    12.345 disconnected ${failureWords(Failure.Resolve)} 2000`,
	);
	equal(
		lineOf((report) => report.refused(5, 3_000)),
		`    12.345 refused 5 ${returnCodeWords(5)} 3000`,
	);
});

test("text: an event is one line without control characters, whatever an exception's message holds", () => {
	const line = lineOf((report) => report.error("two\nlines\r\0\x1b[2J\x7f\x85\x9b"));
	for (const character of line) {
		const code = character.codePointAt(0) ?? 0;
		ok(code >= 0x20 && (code < 0x7f || code >= 0xa0), JSON.stringify(line));
	}
	ok(line.startsWith("    12.345 error two"), line);
});
