import type { AccessPoint, ChannelState, SensorState } from "console/host";
import { Failure } from "core/result";
import { begun, FakeBoard, STATION, Told } from "fakes/board";
import { FakeInterface } from "fakes/interface";
import { PROOF_MS, SAMPLE_MS } from "firmware/tasks";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";

const TWO = { ...STATION, "sensor.gone.model": "sht3x", "sensor.gone.interval": 3_600, "sensor.air.interval": 3_600 };

test("sample: all sensors, besides their schedule, each told once, a fault too", () => {
	const board = new FakeBoard({ settings: TWO });
	board.run(1);
	const told = new Told<SensorState>();
	begun(board.host.sample("", told));
	equal(told.items, [], "never from inside");
	board.run(2);
	equal(told.items.map(({ name, fault, samples }) => `${name} ${fault} ${samples}`).sort(), [
		`air ${Fault.None} 2`,
		`gone ${Fault.Absent} 2`,
	]);
	equal(told.done, [undefined]);
	board.run(60);
	equal(board.host.sensors()[0].samples, 2);
});

test("sample: one sensor by its name, without regard to case", () => {
	const board = new FakeBoard({ settings: TWO });
	board.run(1);
	const told = new Told<SensorState>();
	board.host.sample("AIR", told);
	board.run(2);
	equal([told.items.length, told.items[0].name, told.done], [1, "air", [undefined]]);
});

test("sample: a name that is none is not repeated", () => {
	const board = new FakeBoard();
	const problem = String(board.host.sample("planted-secret", new Told()));
	equal([problem.includes("planted"), problem.includes("air")], [false, true]);
});

test("sample: cancelled it tells nothing more; parts made anew end it", () => {
	const board = new FakeBoard({ settings: TWO });
	board.run(1);
	const told = new Told<SensorState>();
	const task = begun(board.host.sample("", told));
	task.cancel();
	task.cancel();
	board.run(20);
	equal([told.items, told.done], [[], []]);
	board.host.sample("", told);
	board.running.build();
	board.run(1);
	equal([told.items, told.done.length, String(told.done[0]).includes("anew")], [[], 1, true]);
});

test("publish: samples, closes a row, sends it when the pace allows, and tells when it is proved", () => {
	const board = new FakeBoard();
	board.run(20);
	const told = new Told<ChannelState>();
	board.host.publish(told);
	equal(board.run(12), []);
	equal(told.items, []);
	equal(board.run(1).length, 1, "16 s behind the PINGRESP of the last");
	equal([told.items.length, told.items[0].id, told.items[0].kept, told.done], [1, "42", 0, [undefined]]);
});

test("publish: what no PINGRESP proves is told as such within a bounded time, and stays kept", () => {
	const board = new FakeBoard();
	board.peer.script.pings = false;
	const told = new Told<ChannelState>();
	board.host.publish(told);
	board.clock.advance(SAMPLE_MS + 15_000 + PROOF_MS + 1_000);
	equal([told.items, told.done.length], [[], 1]);
	ok(String(told.done[0]).includes("kept"));
	ok(board.host.status().kept > 0);
});

test("publish: without a reading there is nothing to publish", () => {
	const settings = { ...STATION, "sensor.air.model": "sht3x" };
	const board = new FakeBoard({ settings });
	const told = new Told<ChannelState>();
	board.host.publish(told);
	board.run(SAMPLE_MS / 1_000 + 1);
	ok(String(told.done[0]).includes("no field has a reading"));
});

test("publish: held, or without a broker, it does not begin", () => {
	const board = new FakeBoard();
	board.host.disconnect();
	ok(String(board.host.publish(new Told())).includes("connect"));
	const none = new FakeBoard({ settings: { "mqtt.host": "broker.test" } });
	ok(String(none.host.publish(new Told())).includes("nothing to publish"));
});

test("publish: cancelled it tells nothing, and the row still goes out", () => {
	const board = new FakeBoard();
	const told = new Told<ChannelState>();
	const task = begun(board.host.publish(told));
	board.run(1);
	task.cancel();
	ok(board.run(30).length > 0);
	equal([told.items, told.done], [[], []]);
});

test("publish: a connection that is lost on the way is waited for", () => {
	const board = new FakeBoard();
	board.peer.script.closes = true;
	const told = new Told<ChannelState>();
	board.host.publish(told);
	board.run(16);
	board.peer.script.closes = false;
	board.run(40);
	equal([told.items.length, told.done], [1, [undefined]]);
});

test("scan wifi: on a bare board, each access point, and the end", () => {
	const board = new FakeBoard({ settings: {}, platform: { online: false } });
	const told = new Told<AccessPoint>();
	begun(board.host.scanWifi(told));
	board.run(1);
	FakeInterface.last.scanning?.onFound({ SSID: "home", RSSI: -60 });
	FakeInterface.last.scanning?.onFound({ SSID: "", RSSI: -70 });
	equal(told.done, []);
	FakeInterface.last.scanning?.onComplete();
	board.run(1);
	equal(told.items, [
		{ ssid: "home", rssi: -60 },
		{ ssid: "", rssi: -70 },
	]);
	equal(told.done, [undefined]);
});

test("scan wifi: cancelled, silent, or impossible", () => {
	const board = new FakeBoard({ settings: {}, platform: { online: false } });
	const told = new Told<AccessPoint>();
	const task = begun(board.host.scanWifi(told));
	task.cancel();
	board.run(60);
	equal([told.items, told.done], [[], []]);
	board.host.scanWifi(told);
	board.run(60);
	equal([told.done.length, typeof told.done[0]], [1, "string"]);
	const none = new FakeBoard({ platform: { wifi: undefined } });
	ok(typeof none.host.scanWifi(told) === "string");
});

test("publish: an outage is no failure of the task as long as it ends in time", () => {
	const board = new FakeBoard();
	board.peer.script.tls = Failure.Unreachable;
	board.run(5);
	const told = new Told<ChannelState>();
	board.host.publish(told);
	board.run(10);
	board.peer.script.tls = Failure.None;
	board.run(30);
	equal([told.items.length, told.done], [1, [undefined]]);
});
