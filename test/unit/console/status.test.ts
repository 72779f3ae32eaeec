import { FakeTerminal } from "fakes/console";
import { calmStatus, FakeHost } from "fakes/host";
import { equal, ok, test } from "harness";

test("status: one screen of 80 by 24", () => {
	const terminal = new FakeTerminal();
	const lines = terminal.run("status");
	equal(lines, [
		"uptime      1 h 2 min; time 2026-11-22 10:20:00 UTC",
		"link        up, field, 192.168.1.20, -61 dBm",
		"broker      connected, mqtt3.thingspeak.com:8883 (tls)",
		"published   42 messages, the last 12 s ago, proved 11 s ago",
		"backlog     0 rows",
		"journal     0 % full; nothing was lost",
		"connections 1",
		"heap        41234 bytes free",
		"resets      1, the last: power on",
		"error       none",
	]);
});

test("status: says why the link and the broker were lost, and what to do", () => {
	const host = new FakeHost();
	const calm = calmStatus();
	host.now = {
		...calm,
		safe: true,
		link: { ...calm.link, phase: 6, rssi: Number.NaN, address: "", failure: 4 },
		broker: { ...calm.broker, phase: 5, failure: 9, returnCode: 5 },
		kept: 1,
		evicted: 3,
		spoilt: 2,
		strays: 4,
		level: 0.996,
		error: "a \x1b[31mline",
		errorAgoMs: 3_000,
	};
	const terminal = new FakeTerminal({ host });
	const lines = terminal.run("status");
	ok(lines.length <= 23);
	ok(
		lines.every((line) => line.length <= 79),
		"nothing runs over the edge",
	);
	const text = lines.join("\n");
	for (const part of [
		"net.wifi.<n>.password",
		"not authorised",
		"backlog     1 row; all sent at once",
		"journal     99 % full; lost: 3 rows for want of room, 2 rows unreadable in\n            flash",
		"            4 rows of channels that are not in the settings",
		"safe mode",
		"3.0 s ago: a ?[31mline",
	])
		ok(text.includes(part), `${part} in ${text}`);
	ok(text.indexOf("last lost") < text.indexOf("broker ") && text.indexOf("last ended") < text.indexOf("published"));
});

test("status: the backlog, its oldest row, and when all of it is sent", () => {
	const host = new FakeHost();
	host.now = { ...calmStatus(), kept: 4_321, oldestAgoMs: 260_000_000, drainMs: 92_000_000, level: 0.004 };
	const lines = new FakeTerminal({ host }).run("status");
	ok(lines.includes("backlog     4321 rows, the oldest 3 d 0 h old; all sent in 1 d 1 h when"), lines.join("\n"));
	ok(lines.includes("            connected"), lines.join("\n"));
	ok(lines.includes("journal     1 % full; nothing was lost"), lines.join("\n"));
});

test("status: programs get all of it, and null for what is not known", () => {
	const host = new FakeHost();
	host.now = { ...calmStatus(), freeBytes: Number.NaN };
	const terminal = new FakeTerminal({ host, json: true });
	const [answer] = terminal.run("status").map((line) => JSON.parse(line));
	equal([answer.ok, answer.freeBytes, answer.link.phase, answer.link.failure], [true, null, "up", null]);
	for (const member of Object.keys(calmStatus())) ok(member in answer, member);
});

test("time: shows where it is from; sets it in UTC, and takes nothing else", () => {
	const terminal = new FakeTerminal();
	equal(terminal.run("time"), ["2026-11-22 10:20:00 UTC; from time.cloudflare.com, 1 min 0 s ago"]);
	terminal.run("time 2026-11-22T10:00:00Z");
	equal(terminal.host.calls, [`setTime ${Date.UTC(2026, 10, 22, 10)}`]);
	for (const bad of ["2026-11-22", "2026-13-01T00:00:00Z", "1", "2026-02-30T00:00:00Z", "hunter2"])
		equal(terminal.run(`time ${bad}`), ["time: allowed is 2026-11-22T10:00:00Z, in UTC"], bad);
	terminal.host.problem = "the platform keeps the time itself";
	equal(terminal.run("time 2026-11-22t10:00:00z"), ["the platform keeps the time itself"]);
});
