import { BrokerPhase, LinkPhase } from "console/host";
import { SensorHealth } from "console/sensor-state";
import { Failure } from "core/result";
import { FakeBoard, STATION } from "fakes/board";
import { FakeInterface } from "fakes/interface";
import { FakeSystem } from "fakes/system";
import { equal, ok, test } from "harness";
import { ResetReason } from "health/system";
import { SPREAD_MS } from "net/network";

test("host: status of a board that publishes", () => {
	const board = new FakeBoard();
	board.run(20);
	const status = board.host.status();
	equal([status.uptimeMs, status.time, status.safe], [20_000, board.clock.time, false]);
	equal([status.link.phase, status.link.network], [LinkPhase.Own, ""]);
	const { phase, host, port, transport, failure, connections } = status.broker;
	equal([phase, host, port, transport], [BrokerPhase.Connected, "broker.test", 8_883, "tls"]);
	equal([failure, connections], [Failure.None, 1]);
	equal([status.published, status.publishedAgoMs, status.provedAgoMs], [1, 4_000, 3_990]);
	equal([status.kept, status.evicted, status.error, status.errorAgoMs], [0, 0, "", -1]);
	equal([status.reset.reason, status.reset.counts.length], [ResetReason.PowerOn, 9]);
	equal(status.reset.counts[ResetReason.PowerOn], 1);
});

test("host: status before anything was published, of a broker that refuses", () => {
	const board = new FakeBoard();
	board.peer.script.returnCode = 5;
	board.run(5);
	const { broker, published, publishedAgoMs, provedAgoMs } = board.host.status();
	equal([broker.phase, broker.failure, broker.returnCode], [BrokerPhase.Waiting, Failure.Refused, 5]);
	equal([published, publishedAgoMs, provedAgoMs], [0, -1, -1]);
});

test("host: the link of a board with a radio", () => {
	const settings = { ...STATION, "net.wifi.1.ssid": "home", "net.wifi.1.password": "planted-wifi-secret" };
	const board = new FakeBoard({ settings, platform: { online: false } });
	equal(board.host.status().broker.phase, BrokerPhase.Paused);
	board.run(1);
	equal(board.host.status().link.phase, LinkPhase.Searching);
	FakeInterface.last.scanning?.onFound({ SSID: "home", RSSI: -60 });
	FakeInterface.last.scanning?.onComplete();
	board.run(1);
	FakeInterface.last.become(500, "192.0.2.7");
	board.run(SPREAD_MS / 1_000);
	const { phase, network, address } = board.host.status().link;
	equal([phase, network, address], [LinkPhase.Up, "home", "192.0.2.7"]);
	equal(board.host.status().broker.phase, BrokerPhase.Connected);
});

test("host: sensors, with what they said last", () => {
	const board = new FakeBoard();
	const [fresh] = board.host.sensors();
	equal([fresh.name, fresh.model, fresh.samples, fresh.sampledAgoMs], ["air", "simulated", 0, -1]);
	ok(fresh.values.every((value) => Number.isNaN(value)));
	board.run(7);
	const [later] = board.host.sensors();
	equal([later.samples, later.faults, later.fault, later.sampledAgoMs], [2, 0, 0, 2_000]);
	equal([later.health, later.counts[0], later.nextInMs, later.faultAgoMs], [SensorHealth.Good, 2, 3_000, -1]);
	ok(later.values.every((value) => Number.isFinite(value)));
});

test("host: the queue of each channel", () => {
	const board = new FakeBoard();
	board.peer.script.tls = Failure.Unreachable;
	board.run(20);
	const [channel] = board.host.queue();
	equal([channel.number, channel.id, channel.kept, channel.unsent, channel.evicted], [1, "42", 1, 1, 0]);
	equal([channel.dueInMs, channel.sendableInMs, channel.publishedAgoMs], [56_000, 0, -1]);
	equal([channel.oldestAgoMs >= 0, channel.drainMs, channel.factor], [true, Math.round(16_000 / (1 - 16 / 60)), 1]);
	board.peer.script.tls = Failure.None;
	board.run(30);
	const [sent] = board.host.queue();
	equal([sent.kept, sent.unsent, sent.sendableInMs], [0, 0, -1]);
	equal([sent.oldestAgoMs, sent.drainMs], [-1, 0]);
	ok(sent.publishedAgoMs >= 0);
});

test("host: what all channels keep and have lost is summed up; they leave side by side", () => {
	const settings = { ...STATION, "channel.2.id": "43", "channel.2.interval": 600, "channel.2.field1": "air.humidity" };
	const board = new FakeBoard({ settings });
	board.peer.script.tls = Failure.Unreachable;
	board.run(200);
	const [first, second] = board.host.queue();
	const status = board.host.status();
	equal([first.kept, second.kept, status.kept], [4, 1, 5]);
	equal(status.drainMs, first.drainMs);
	ok(first.oldestAgoMs > 180_000 && first.oldestAgoMs < 190_000, String(first.oldestAgoMs));
	equal(status.oldestAgoMs, Math.max(first.oldestAgoMs, second.oldestAgoMs));
	equal([status.evicted, status.spoilt, status.unconfirmed, status.strays], [0, 0, 0, 0]);
	ok(status.level > 0 && status.level < 0.05, String(status.level));
});

test("host: the time, and setting it", () => {
	const own = new FakeBoard();
	equal(own.host.time(), { time: own.clock.time, server: "", syncedAgoMs: -1, platform: true });
	ok(own.host.setTime(Date.UTC(2027, 0, 1))?.includes("platform"));
	const board = new FakeBoard({ epoch: 0, platform: { keepsTime: false } });
	equal(board.host.time().time, 0);
	ok(board.host.setTime(Date.UTC(2020, 0, 1))?.includes("2026-01-01"));
	ok(board.host.setTime(Number.NaN));
	equal(board.net.calls, []);
	equal(board.host.setTime(Date.UTC(2027, 0, 1)), undefined);
	equal(board.net.calls, [`setTime ${Date.UTC(2027, 0, 1) / 1_000}`]);
});

test("host: in safe mode the sensors are there, and silent", () => {
	const system = new FakeSystem();
	for (let i = 0; i < 6; i++) {
		system.reason = ResetReason.Panic;
		if (i < 5) new FakeBoard({ system });
	}
	const board = new FakeBoard({ system });
	board.run(60);
	equal(board.host.status().safe, true);
	equal([board.host.sensors().length, board.host.sensors()[0].samples], [1, 0]);
	ok(String(board.host.sample("", { onItem: () => undefined, onDone: () => undefined })).includes("safe mode"));
});

test("host: check tells of what is staged, apply of nothing else than what is saved", () => {
	const board = new FakeBoard();
	equal(board.host.check(), []);
	board.draft.set("channel.1.field1", "nobody.temperature");
	const lines = board.host.check();
	equal(lines.length, 3);
	ok(lines[0].includes('"nobody"'));
	ok(lines[2].includes("nothing to publish"));
	equal(board.host.about()[0], ["version", "0.1.0"]);
});
