import { Failure } from "core/result";
import { PublisherBench } from "fakes/publisher";
import { equal, test } from "harness";

test("publisher: stop ends the schedule; nothing that comes later starts it again", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.sample(1);
	bench.publisher.stop();
	bench.publisher.stop();
	equal(bench.clock.pending, 0);
	bench.publisher.onReady();
	bench.publisher.onRoom();
	bench.publisher.onProved();
	bench.publisher.onLost(Failure.PingrespTimeout);
	equal(bench.clock.pending, 0);
	equal(bench.run(600), []);
	equal(bench.publisher.kept, 0);
});

test("publisher: a defect is reported once, and nothing is published any more (invariant X1)", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.port.publish = (): never => {
		throw new Error("defect");
	};
	bench.sample(1);
	bench.run(600);
	equal(bench.faults.length, 1);
	equal(bench.clock.pending, 0);
	bench.lose();
	bench.publisher.onReady();
	equal([bench.faults.length, bench.clock.pending], [1, 0]);
});

test("publisher: without channels there is nothing to wake up for", () => {
	const bench = new PublisherBench([]);
	bench.publisher.onReady();
	equal(bench.clock.pending, 0);
});
