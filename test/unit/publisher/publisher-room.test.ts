import { Outcome } from "core/result";
import { channels, PublisherBench } from "fakes/publisher";
import { equal, test } from "harness";

const publish = (at: number, channel: number): string => `${at} channels/${channel}/publish field1=1.0`;

function fullBench(): PublisherBench {
	const bench = new PublisherBench(channels(2));
	bench.publisher.onReady();
	bench.sample(1);
	bench.port.outcome = Outcome.NoRoom;
	equal(bench.run(15), []);
	bench.port.outcome = Outcome.Sent;
	return bench;
}

test("publisher: what found no room leaves as soon as there is some, at onRoom", () => {
	const bench = fullBench();
	bench.clock.advance(300);
	bench.publisher.onRoom();
	equal(bench.port.take(), [publish(15.3, 1), publish(15.3, 2), "15.3 pingreq"]);
});

test("publisher: what found no room is looked at again after a second when no onRoom comes", () => {
	const bench = fullBench();
	equal(bench.run(1), [publish(16, 1), publish(16, 2), "16 pingreq"]);
});

test("publisher: one channel without room holds back those behind it: they would pass it by", () => {
	const bench = new PublisherBench(channels(2));
	let asked = 0;
	bench.port.publish = (): Outcome => {
		asked++;
		return Outcome.NoRoom;
	};
	bench.publisher.onReady();
	bench.sample(1);
	bench.run(15);
	equal(asked, 1);
});

test("publisher: onRoom before anything is due sends nothing, and neither does it when offline", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.sample(1);
	bench.publisher.onRoom();
	equal(bench.run(10), []);
	bench.lose();
	bench.run(10);
	bench.publisher.onRoom();
	equal(bench.port.take(), []);
});

test("publisher: a failed write sends nothing behind it; the row goes out on the next connection", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.sample(1);
	bench.port.outcome = Outcome.Failed;
	equal(bench.run(15), []);
	bench.lose();
	bench.port.outcome = Outcome.Sent;
	bench.publisher.onReady();
	equal(bench.port.take(), [publish(15, 1), "15 pingreq"]);
});
