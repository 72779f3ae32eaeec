import { type LineSink, Reporter } from "console/reporter";
import { faultWords } from "console/words";
import { Failure } from "core/result";
import { toUtf8 } from "core/utf8";
import { FakeClock } from "fakes/clock";
import { equal, ok, test } from "harness";
import { Fault, type Quantity } from "sensors/sensor";

const QUANTITIES: readonly Quantity[] = [
	{ name: "temperature", unit: "°C", digits: 1 },
	{ name: "humidity", unit: "%", digits: 0 },
];

function reporter() {
	const clock = new FakeClock();
	const lines: string[] = [];
	const sink: LineSink = { line: (text) => lines.push(text) };
	return { clock, lines, report: new Reporter({ clock, outputs: [{ sink, format: "json", level: "debug" }] }) };
}

/** The one line that `say` makes. */
function lineOf(say: (report: Reporter) => void): string {
	const { clock, lines, report } = reporter();
	clock.advance(12_345);
	say(report);
	equal(lines.length, 1);
	return lines[0];
}

test("json: boot, connecting, connected, pingreq and pingresp are one object a line, ticks and event first", () => {
	equal(
		lineOf((report) => report.boot("0.1.0")),
		'{"ticks":12345,"event":"boot","version":"0.1.0"}',
	);
	equal(
		lineOf((report) => report.connecting("broker.test", 8_883)),
		'{"ticks":12345,"event":"connecting","host":"broker.test","port":8883}',
	);
	equal(
		lineOf((report) => report.connected()),
		'{"ticks":12345,"event":"connected"}',
	);
	equal(
		lineOf((report) => report.pingreq()),
		'{"ticks":12345,"event":"pingreq"}',
	);
	equal(
		lineOf((report) => report.pingresp()),
		'{"ticks":12345,"event":"pingresp"}',
	);
});

test("json: a sample has its readings by name, with their decimals; NaN is left out, as is a fault of none", () => {
	equal(
		lineOf((report) => report.sample("room", QUANTITIES, Float64Array.of(21.46, 40.4), Fault.None)),
		'{"ticks":12345,"event":"sample","sensor":"room","values":{"temperature":21.5,"humidity":40}}',
	);
	equal(
		lineOf((report) => report.sample("room", QUANTITIES, Float64Array.of(Number.NaN, -0.2), Fault.None)),
		'{"ticks":12345,"event":"sample","sensor":"room","values":{"humidity":0}}',
	);
	const faulty = lineOf((report) =>
		report.sample("room", QUANTITIES, new Float64Array(2).fill(Number.NaN), Fault.Absent),
	);
	equal(JSON.parse(faulty), {
		ticks: 12_345,
		event: "sample",
		sensor: "room",
		values: {},
		fault: faultWords(Fault.Absent),
	});
});

test("json: published has topic and payload, found where the packet has them", () => {
	const packet = toUtf8("....channels/1/publishfield1=21.5....") ?? new Uint8Array(0);
	equal(
		lineOf((report) => report.published(packet, 4, 22, 33)),
		'{"ticks":12345,"event":"published","topic":"channels/1/publish","payload":"field1=21.5"}',
	);
});

test("json: disconnected has its reason in words and when it is tried again", () => {
	const { event, reason, retryMs } = JSON.parse(lineOf((report) => report.disconnected(Failure.TlsExpired, 2_000)));
	equal([event, retryMs], ["disconnected", 2_000]);
	ok(reason.includes("expired"), reason);
});

test("json: refused has the return code and its reason in words", () => {
	const { event, code, reason, retryMs } = JSON.parse(lineOf((report) => report.refused(4, 150_000)));
	equal([event, code, retryMs], ["refused", 4, 150_000]);
	ok(reason.includes("user name"), reason);
});

test("json: an error's text is data: whatever it holds, it is one line that reads back", () => {
	for (const text of ['quote " and \\', "two\nlines\r", "\0\x1b[2J\x7f", "é€\u{1f30d}", "\u2028", ""]) {
		const line = lineOf((report) => report.error(text));
		ok(!line.includes("\n") && !line.includes("\r") && !line.includes("\0") && !line.includes("\x1b"), line);
		equal(JSON.parse(line), { ticks: 12_345, event: "error", text });
	}
});

test("json: ticks are whole milliseconds", () => {
	const { clock, lines, report } = reporter();
	clock.advance(0.6);
	report.connected();
	equal(lines, ['{"ticks":1,"event":"connected"}']);
});

test("json: a number that came with a failure is named for what it is", () => {
	const detailOf = (failure: Failure, number: number): unknown =>
		JSON.parse(lineOf((report) => report.disconnected(failure, 2_000, number))).detail;
	equal(detailOf(Failure.HttpStatus, 404), "HTTP 404");
	equal(detailOf(Failure.WebSocket, 1_002), "WebSocket 1002");
	equal(detailOf(Failure.Closed, 1_001), "WebSocket 1001");
	equal(detailOf(Failure.ClosedEarly, 1_008), "WebSocket 1008");
	equal(detailOf(Failure.Closed, 40), "TLS 40");
});

test("json: what TLS says of the end goes along, when it says something", () => {
	const { detail } = JSON.parse(lineOf((report) => report.disconnected(Failure.TlsAlert, 2_000, 40)));
	equal(detail, "TLS 40");
	equal("detail" in JSON.parse(lineOf((report) => report.disconnected(Failure.Closed, 2_000, 0))), false);
});
