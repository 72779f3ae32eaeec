import { BrokerPhase } from "console/host";
import { FakeBoard, STATION } from "fakes/board";
import { GOODBYE_MS } from "firmware/host";
import { equal, ok, test } from "harness";
import { RestartCode } from "health/system";

test("host: disconnect says goodbye and keeps rows until connect", () => {
	const board = new FakeBoard();
	board.run(1);
	equal(board.host.disconnect(), undefined);
	equal([board.peer.disconnects, board.host.status().broker.phase], [1, BrokerPhase.Held]);
	equal(board.run(200), []);
	const { kept } = board.host.status();
	ok(kept >= 3);
	equal(board.host.connect(), undefined);
	equal(board.run(kept * 15).length >= kept, true);
	equal(board.peer.connects, 2);
});

test("host: connect does not wait for the back-off", () => {
	const board = new FakeBoard();
	board.peer.script.returnCode = 5;
	board.run(1);
	equal(board.peer.connects, 1);
	board.peer.script.returnCode = 0;
	board.run(60);
	equal(board.peer.connects, 1, "minutes to wait");
	board.host.connect();
	board.run(1);
	equal([board.peer.connects, board.host.status().broker.phase], [2, BrokerPhase.Connected]);
});

test("host: connect of a session that is ready changes nothing", () => {
	const board = new FakeBoard();
	board.run(1);
	equal(board.host.connect(), undefined);
	board.run(1);
	equal([board.peer.connects, board.peer.disconnects], [1, 0]);
});

test("host: without a broker or anything to publish, connecting says why not", () => {
	const board = new FakeBoard({ settings: { ...STATION, "mqtt.transport": "tcp" } });
	ok(board.host.connect()?.includes("mqtt"));
	ok(board.host.disconnect()?.includes("mqtt"));
	const idle = new FakeBoard({ settings: { "mqtt.host": "broker.test" } });
	ok(idle.host.connect()?.includes("channel.1"));
});

test("host: new settings let a held client go", () => {
	const board = new FakeBoard();
	board.host.disconnect();
	board.save({ "mqtt.keepAlive": "60" });
	board.host.apply();
	board.run(1);
	equal(board.host.status().broker.phase, BrokerPhase.Connected);
});

test("host: a restart says goodbye first, and keeps why", () => {
	const board = new FakeBoard();
	board.health.start();
	board.run(1);
	board.host.restart();
	equal([board.peer.disconnects, board.system.restarts], [1, 0]);
	board.clock.advance(GOODBYE_MS);
	equal([board.system.restarts, board.leaves], [1, 1]);
	equal(board.system.retained[5], RestartCode.Console);
});

test("host: behind a restart that returns, as the simulator's does, nothing runs any more", () => {
	const board = new FakeBoard();
	board.health.start();
	board.run(1);
	board.host.restart();
	board.host.restart();
	board.clock.advance(GOODBYE_MS);
	equal([board.clock.pending, board.system.restarts, board.peer.open], [0, 1, 0]);
	board.running.build();
	board.host.apply();
	equal([board.running.parts, board.clock.pending], [undefined, 0]);
});

test("host: a factory reset erases what is stored and what is in memory, then restarts", () => {
	const board = new FakeBoard();
	board.save({ "mqtt.password": "another-secret" });
	ok(board.storage.dump.includes("another-secret"));
	equal(board.host.factoryReset(), undefined);
	equal(board.storage.dump.includes("secret"), false);
	equal([board.draft.active.keys(), board.draft.staged.keys()], [[], []]);
	board.clock.advance(GOODBYE_MS);
	equal(board.system.restarts, 1);
});

test("host: a factory reset that cannot erase the flash says so, and leaves the board running", () => {
	const board = new FakeBoard();
	board.erasable = false;
	ok(board.host.factoryReset()?.includes("could not be erased"));
	board.run(1);
	equal([board.system.restarts, board.host.status().broker.phase], [0, BrokerPhase.Connected]);
});

test("host: the lock is console.password's stored form", () => {
	const board = new FakeBoard();
	equal([board.host.locks, board.host.verify("")], [false, false]);
	const sealed = board.host.seal("correct horse");
	ok(sealed !== undefined && !sealed.includes("horse"));
	board.save({ "console.password": sealed ?? "" });
	equal([board.host.locks, board.host.verify("correct horse"), board.host.verify("wrong horse")], [true, true, false]);
	equal(board.host.seal("short"), undefined);
	board.crypto.broken = "random";
	equal(board.host.seal("correct horse"), undefined);
});
