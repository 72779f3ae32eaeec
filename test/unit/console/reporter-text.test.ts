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
	say(new Reporter({ clock, outputs: [{ sink, format: "text", level: "debug" }] }));
	equal(lines.length, 1);
	return lines[0];
}

test("text: seconds, the event, and what belongs to it", () => {
	equal(
		lineOf((report) => report.boot("0.1.0")),
		"    12.3  boot          fieldfeed 0.1.0",
	);
	equal(
		lineOf((report) => report.connecting("broker.test", 8_883)),
		"    12.3  connecting    to broker.test port 8883",
	);
	equal(
		lineOf((report) => report.connected()),
		"    12.3  connected",
	);
	equal(
		lineOf((report) => report.pingreq()),
		"    12.3  pingreq",
	);
	equal(
		lineOf((report) => report.pingresp()),
		"    12.3  pingresp",
	);
	equal(
		lineOf((report) => report.error("mqtt.port: not so")),
		"    12.3  error         mqtt.port: not so",
	);
});

test("text: published shows channel and fields, and the time without percent signs", () => {
	const packet = toUtf8("channels/1/publishfield1=21.5") ?? new Uint8Array(0);
	equal(
		lineOf((report) => report.published(packet, 0, 18, 29)),
		"    12.3  published     channel 1  field1=21.5",
	);
	const field = toUtf8("channels/7/publish/fields/field221.5") ?? new Uint8Array(0);
	equal(
		lineOf((report) => report.published(field, 0, 32, 36)),
		"    12.3  published     channel 7 field2  21.5",
	);
	const dated = toUtf8("channels/1/publishfield1=2&created_at=2026-11-22T10%3A00%3A00Z") ?? new Uint8Array(0);
	equal(
		lineOf((report) => report.published(dated, 0, 18, dated.length)),
		"    12.3  published     channel 1  field1=2  2026-11-22T10:00:00Z",
	);
});

test("text: a sample shows its readings, or why there are none", () => {
	equal(
		lineOf((report) => report.sample("room", QUANTITIES, Float64Array.of(21.46, 40.4), Fault.None)),
		"    12.3  sample        room      temperature 21.5  humidity 40",
	);
	equal(
		lineOf((report) => report.sample("room", QUANTITIES, new Float64Array(2).fill(Number.NaN), Fault.Busy)),
		`    12.3  sample        room      ${faultWords(Fault.Busy)}`,
	);
});

test("text: disconnected and refused say why, in words", () => {
	equal(
		lineOf((report) => report.disconnected(Failure.Resolve, 2_000)),
		`    12.3  disconnected  ${failureWords(Failure.Resolve)}; next try in 2 s`,
	);
	equal(
		lineOf((report) => report.refused(5, 3_000)),
		`    12.3  refused       code 5: ${returnCodeWords(5)}; next try in 3 s`,
	);
});

test("text: an event is one line without control characters, whatever an exception's message holds", () => {
	const line = lineOf((report) => report.error("two\nlines\r\0\x1b[2J\x7f\x85\x9b"));
	for (const character of line) {
		const code = character.codePointAt(0) ?? 0;
		ok(code >= 0x20 && (code < 0x7f || code >= 0xa0), JSON.stringify(line));
	}
	ok(line.startsWith("    12.3  error         two"), line);
});
