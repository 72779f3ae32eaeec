import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { ramJournal } from "fakes/ram-journal";
import { equal, test } from "harness";
import { Publisher } from "publisher/publisher";

test("publisher: its owner hears of a proof only when it proves a message", () => {
	const clock = new FakeClock(0);
	const port = new FakePort();
	let proofs = 0;
	const publisher = new Publisher({
		clock,
		log: new RecordingLog(),
		journal: ramJournal(clock),
		channels: [channelPlan()],
		onFault: (error) => {
			throw error;
		},
		onProved: () => proofs++,
	});
	publisher.start(port);
	publisher.onReady();
	publisher.onProved(); // the client's own PINGREQ
	equal(proofs, 0);
	publisher.accept(0, Float64Array.of(1));
	clock.advance(15_000);
	publisher.onProved();
	equal(proofs, 1);
	publisher.onProved();
	equal(proofs, 1);
});
