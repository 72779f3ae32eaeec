import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { ramJournal } from "fakes/ram-journal";
import { Slot, Template } from "feed/template";
import { equal, test } from "harness";
import { Publisher } from "publisher/publisher";
import { utf8 } from "../../vectors/outbound";

const STATUS = new Template([Slot.Uptime, utf8("_"), Slot.Rssi, utf8("_"), Slot.Faults, utf8("_"), Slot.Backlog]);

function bench() {
	const clock = new FakeClock(0);
	const port = new FakePort();
	const board = { rssi: -67, faults: 0 };
	const live = { rssi: () => board.rssi, faults: () => board.faults };
	const plan = channelPlan({ status: STATUS, fields: [] });
	const publisher = new Publisher({
		clock,
		log: new RecordingLog(),
		journal: ramJournal(clock),
		live,
		channels: [plan],
		onFault: () => {},
	});
	publisher.start(port);
	const run = (seconds: number): string[] => {
		clock.advance(seconds * 1_000);
		if (port.owed) {
			port.owed = false;
			publisher.onProved();
		}
		return port.take().filter((line) => line !== "pingreq");
	};
	return { board, publisher, run };
}

test("status: it tells of the board at the time of sending, and of the faults since the message before", () => {
	const { board, publisher, run } = bench();
	publisher.onReady();
	board.faults = 3;
	equal(run(15), ["channels/1/publish status=15_-67_3_0"]);
	board.rssi = Number.NaN;
	equal(run(60), ["channels/1/publish status=75_-_0_0"]);
	board.faults = 4;
	equal(run(60), ["channels/1/publish status=135_-_1_0"]);
});

test("status: a row that waited says how the board is when it leaves, not how it was", () => {
	const { board, publisher, run } = bench();
	equal(run(140), []);
	board.rssi = -80;
	publisher.onReady();
	equal(run(0), ["channels/1/publish status=140_-80_0_2"]);
	equal(run(15), ["channels/1/publish status=155_-80_0_1"]);
});
