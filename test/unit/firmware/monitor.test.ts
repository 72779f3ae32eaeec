import { SensorHealth } from "console/sensor-state";
import { Failure } from "core/result";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { Monitor } from "firmware/monitor";
import { equal, test } from "harness";
import { Fault, type Quantity } from "sensors/sensor";

const QUANTITIES: readonly Quantity[] = [
	{ name: "temperature", unit: "°C", digits: 1 },
	{ name: "humidity", unit: "%", digits: 0 },
];

function bench() {
	const clock = new FakeClock();
	const log = new RecordingLog();
	const monitor = new Monitor({ clock, log });
	monitor.watch([{ name: "room", quantities: QUANTITIES }]);
	clock.advance(1_000);
	return { clock, log, monitor };
}

test("monitor: every event goes on to the log, as it came", () => {
	const { log, monitor } = bench();
	const plain = new RecordingLog();
	for (const one of [monitor, plain]) {
		one.boot("0.1.0");
		one.reset(3, 0, 1);
		one.safeMode(true);
		one.sample("room", QUANTITIES, Float64Array.of(1, 2), Fault.None);
		one.connecting("broker.test", 1_883);
		one.connected();
		one.published(Uint8Array.of(0x61, 0x62, 0x63), 0, 1, 3);
		one.pingreq();
		one.pingresp();
		one.disconnected(Failure.TlsAlert, 5, 40);
		one.refused(5, 6);
		one.joining("home");
		one.linkUp("192.0.2.7", "192.0.2.53");
		one.linkDown(7, 8);
		one.waiting(1);
		one.timeSync("time.test", 9, true);
		one.timeFailed("time.test", 2);
		one.error("no");
	}
	equal(log.lines.length, 18);
	equal(log.lines, plain.lines);
});

test("monitor: the last good readings of a sensor stay, beside its last fault and the counts", () => {
	const { clock, monitor } = bench();
	const values = Float64Array.of(21.5, 40);
	monitor.sample("room", QUANTITIES, values, Fault.None);
	values.fill(Number.NaN);
	clock.advance(5_000);
	monitor.sample("room", QUANTITIES, values, Fault.Checksum);
	const facts = monitor.sensor("room");
	equal(Array.from(facts?.values ?? []), [21.5, 40]);
	equal([facts?.sampled, facts?.fault, facts?.samples, facts?.faults], [1_000, Fault.Checksum, 2, 1]);
});

test("monitor: faults are counted by kind; the last one is kept, and when it was", () => {
	const { clock, monitor } = bench();
	const values = Float64Array.of(21.5, 40);
	const facts = monitor.sensor("room");
	equal([facts?.lastFault, facts?.faulted], [Fault.None, -1]);
	for (const fault of [Fault.None, Fault.Stuck, Fault.Absent, Fault.Stuck]) {
		monitor.sample("room", QUANTITIES, values, fault);
		clock.advance(1_000);
	}
	monitor.sample("room", QUANTITIES, values, Fault.None);
	equal([facts?.lastFault, facts?.faulted], [Fault.Stuck, 4_000]);
	equal(Array.from(facts?.counts ?? []), [2, 1, 0, 0, 0, 0, 2, 0, 0]);
});

test("monitor: a sensor is good when none of its last 32 samples failed, shaky when one did, failing while it does", () => {
	const { monitor } = bench();
	const values = Float64Array.of(21.5, 40);
	const facts = monitor.sensor("room");
	const health = (fault: Fault): SensorHealth | undefined => {
		monitor.sample("room", QUANTITIES, values, fault);
		return facts?.health;
	};
	equal(facts?.health, SensorHealth.Unknown);
	equal(health(Fault.None), SensorHealth.Good);
	equal(health(Fault.Timeout), SensorHealth.Failing);
	for (let i = 0; i < 31; i++) equal(health(Fault.None), SensorHealth.Shaky);
	equal(health(Fault.None), SensorHealth.Good);
});

test("monitor: a sensor that nobody watches costs no memory", () => {
	const { log, monitor } = bench();
	monitor.sample("other", QUANTITIES, new Float64Array(2), Fault.None);
	equal([monitor.sensor("other"), log.lines.length], [undefined, 1]);
});

test("monitor: facts outlive new settings for a sensor of the same name and quantities alone", () => {
	const { monitor } = bench();
	monitor.sample("room", QUANTITIES, Float64Array.of(1, 2), Fault.None);
	monitor.watch([{ name: "room", quantities: QUANTITIES }]);
	equal(monitor.sensor("room")?.samples, 1);
	monitor.watch([{ name: "room", quantities: QUANTITIES.slice(0, 1) }]);
	equal(monitor.sensor("room")?.samples, 0);
	monitor.watch([]);
	equal(monitor.sensor("room"), undefined);
});

test("monitor: how the connection went last", () => {
	const { clock, monitor } = bench();
	equal([monitor.failure, monitor.returnCode, monitor.publishedAt, monitor.provedAt], [Failure.None, 0, -1, -1]);
	monitor.refused(5, 1_000);
	equal([monitor.failure, monitor.returnCode, monitor.endings], [Failure.Refused, 5, 1]);
	monitor.connected();
	monitor.published(new Uint8Array(2), 0, 1, 2);
	clock.advance(10);
	monitor.pingresp();
	equal(monitor.provedAt, -1, "a PINGRESP alone proves nothing");
	monitor.onProved();
	monitor.disconnected(Failure.TlsAlert, 1_000, 40);
	equal([monitor.connections, monitor.returnCode, monitor.messages], [1, 0, 1]);
	equal([monitor.publishedAt, monitor.provedAt], [1_000, 1_010]);
	equal([monitor.failure, monitor.detail, monitor.endings], [Failure.TlsAlert, 40, 2]);
});

test("monitor: the last error line and the last sync, each with its ticks", () => {
	const { clock, monitor } = bench();
	equal([monitor.lastError, monitor.erredAt, monitor.server, monitor.syncedAt], ["", -1, "", -1]);
	monitor.error("one");
	clock.advance(1);
	monitor.error("two");
	monitor.timeFailed("a.test", 2);
	monitor.timeSync("b.test", 0, false);
	equal([monitor.lastError, monitor.erredAt], ["two", 1_001]);
	equal([monitor.server, monitor.syncedAt, monitor.syncFailures], ["b.test", 1_001, 1]);
});

test("monitor: a fault of one quantity alone keeps the readings of the others; one of all keeps what was there", () => {
	const { monitor } = bench();
	monitor.sample("room", QUANTITIES, Float64Array.of(21, 40), Fault.None);
	monitor.sample("room", QUANTITIES, Float64Array.of(Number.NaN, 41), Fault.Range);
	const facts = monitor.sensor("room");
	equal([facts?.values, facts?.fault, facts?.faults], [Float64Array.of(Number.NaN, 41), Fault.Range, 1]);
	monitor.sample("room", QUANTITIES, Float64Array.of(Number.NaN, Number.NaN), Fault.Absent);
	equal([facts?.values, facts?.faults], [Float64Array.of(Number.NaN, 41), 2]);
});

test("monitor: new settings keep the facts of a sensor whose quantities have the same names", () => {
	const { monitor } = bench();
	monitor.sample("room", QUANTITIES, Float64Array.of(21, 40), Fault.None);
	monitor.watch([{ name: "room", quantities: QUANTITIES.map((quantity) => ({ ...quantity })) }]);
	equal(monitor.sensor("room")?.samples, 1);
	monitor.watch([{ name: "room", quantities: QUANTITIES.slice(0, 1) }]);
	equal(monitor.sensor("room")?.samples, 0);
});
