import { FakeBoard, STATION } from "fakes/board";
import { equal, ok, test } from "harness";
import { Phase } from "mqtt/client";

test("apply: nothing is torn down when only console.* or device.name is another one", () => {
	const board = new FakeBoard();
	board.run(1);
	const { parts } = board.running;
	board.save({ "device.name": "the old shed", "console.log": "debug" });
	board.host.apply();
	ok(board.running.parts === parts);
	equal(board.peer.disconnects, 0);
	board.host.apply();
	ok(board.running.parts === parts, "nor when nothing is");
});

test("apply: what was saved takes effect without a restart, with a goodbye to the old session", () => {
	const board = new FakeBoard();
	board.run(1);
	equal(board.running.parts?.client?.phase, Phase.Ready);
	board.save({ "mqtt.host": "other.test" });
	board.run(1);
	equal(board.peer.opened, ["tls broker.test:8883"], "not before apply");
	board.host.apply();
	board.run(1);
	equal(board.peer.opened.slice(1), ["tls other.test:8883"]);
	equal([board.peer.disconnects, board.peer.open, board.system.restarts, board.peer.doubled], [1, 1, 0, false]);
});

test("apply: rows that wait move over, and leave for the new broker in order", () => {
	const board = new FakeBoard();
	board.peer.script.tls = 4; // unreachable
	board.run(300);
	const { kept } = board.host.status();
	ok(kept >= 4);
	board.peer.script.tls = 0;
	board.save({ "mqtt.host": "other.test", "channel.1.minInterval": "1" });
	board.host.apply();
	equal(board.host.status().kept, kept);
	const published = board.run(kept + 10);
	const stamps = published.map((text) => text.split("created_at=")[1]);
	ok(published.length >= kept, `${published.length} of ${kept}`);
	equal(stamps, [...stamps].sort());
	equal(new Set(stamps).size, stamps.length);
});

test("apply: rows of a channel that is gone stay in the journal, and are told in one line", () => {
	const board = new FakeBoard();
	board.peer.script.tls = 4;
	board.run(200);
	const { kept } = board.host.status();
	board.log.take();
	board.save({ "channel.1.id": "43" });
	board.host.apply();
	const told = board.log.take().filter((line) => line.startsWith("error"));
	equal(told, [
		`error channel 42: ${kept} rows that were not proved cannot be sent now, and stay in the journal while it has room: it is no longer in the settings`,
	]);
	equal([board.host.status().kept, board.host.status().strays], [0, kept]);
	board.save({ "channel.1.id": "42" });
	board.host.apply();
	equal([board.host.status().kept, board.host.status().strays], [kept, 0]);
});

test("apply: settings that cannot work are told, and the next ones work again", () => {
	const board = new FakeBoard();
	board.run(1);
	board.save({ "mqtt.userName": "" });
	board.save({ "channel.1.field1": "nobody.temperature" });
	board.host.apply();
	ok(board.log.take().some((line) => line.includes("nobody")));
	equal(board.host.status().broker.phase, 0);
	board.save({ "channel.1.field1": STATION["channel.1.field1"] });
	board.host.apply();
	board.run(1);
	equal(board.host.status().broker.phase, 4);
});

test("apply: parts that cannot be made are a defect, and nothing of apply throws", () => {
	const board = new FakeBoard();
	board.peer.transport = () => {
		throw new Error("no transport");
	};
	board.save({ "mqtt.host": "other.test" });
	board.host.apply();
	equal(board.faults.length, 1);
	equal(board.host.status().kept, 0);
	equal(
		board.host.test({ onItem: () => undefined, onDone: () => undefined }),
		"all parts are made anew behind a defect: try again in a minute",
	);
});

test("running: behind a defect the next parts take nothing over but the rows, which are the journal's", () => {
	const board = new FakeBoard();
	board.peer.script.tls = 4;
	board.run(200);
	const { kept } = board.host.status();
	ok(kept > 0);
	const due = (): number => board.host.queue()[0].dueInMs;
	board.running.spoil();
	board.running.build();
	equal([board.host.status().kept, due()], [kept, 32_000], "two of its paces behind the start");
	board.run(5);
	board.running.build();
	equal([board.host.status().kept, due()], [kept, 27_000], "and only the next");
});
