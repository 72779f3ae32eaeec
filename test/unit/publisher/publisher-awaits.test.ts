import { channelPlan } from "fakes/plans";
import { PublisherBench } from "fakes/publisher";
import { equal, test } from "harness";

test("publisher: nothing is sent while the message before it is on its way: both might arrive at once (invariant R1)", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.sample(1);
	equal(bench.run(60).length, 2, "a PUBLISH and its PINGREQ");
	bench.sample(2);
	equal(bench.run(60), []);
	bench.answer();
	equal(bench.run(14), []);
	equal(bench.run(1), ["135 channels/1/publish field1=2.0", "135 pingreq"]);
});

test("publisher: a connection that ended lets the next message go, an interval behind its end (invariant R1)", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.sample(1);
	bench.run(75);
	bench.lose();
	bench.publisher.onReady();
	equal(bench.run(14), []);
	equal(bench.run(1), ["90 channels/1/publish field1=1.0", "90 pingreq"]);
});

test("publisher: without a minimum interval nothing waits for a proof", () => {
	const bench = new PublisherBench([channelPlan({ minIntervalMs: 0, intervalMs: 15_000 })]);
	bench.publisher.onReady();
	for (let i = 0; i < 4; i++) {
		bench.sample(i);
		bench.run(15);
	}
	equal(bench.publisher.kept > 1, true);
	equal(bench.port.owed, true);
});
