import { channelPlan, fieldPlan } from "fakes/plans";
import { channels, PublisherBench } from "fakes/publisher";
import { equal, test } from "harness";

test("publisher: a PINGRESP proves nothing of what was published behind its PINGREQ (invariant C1)", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.port.owed = true; // the client's own PINGREQ is unanswered
	bench.sample(1);
	equal(bench.run(15), ["15 channels/1/publish field1=1.0"]);
	bench.answer(); // to the PINGREQ before the PUBLISH
	equal(bench.publisher.kept, 1);
	equal(bench.port.take(), ["15 pingreq"]);
	bench.answer();
	equal(bench.publisher.kept, 0);
});

test("publisher: the barrier that could not be written is asked for once, and not after it was", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.port.owed = true;
	bench.sample(1);
	bench.run(15);
	bench.answer();
	bench.answer();
	bench.answer();
	equal(bench.port.take(), ["15 pingreq"]);
	equal(bench.run(40), []);
});

test("publisher: a burst while the PINGREQ of the last one is unanswered waits for a PINGREQ of its own (invariant C1)", () => {
	const plans = [
		channelPlan(),
		channelPlan({ number: 2, id: "2", minIntervalMs: 19_000, fields: [fieldPlan({ sensor: 1 })] }),
	];
	const bench = new PublisherBench(plans);
	bench.publisher.onReady();
	bench.sample(1);
	bench.publisher.accept(1, Float64Array.of(2));
	equal(bench.run(20), ["15 channels/1/publish field1=1.0", "15 pingreq", "20 channels/2/publish field1=2.0"]);
	bench.answer();
	equal(bench.publisher.kept, 1);
	equal(bench.port.take(), ["20 pingreq"]);
	bench.answer();
	equal(bench.publisher.kept, 0);
});

test("publisher: what a lost connection's PINGREQ covered is not forgotten at the next connection's PINGRESP (invariant C1)", () => {
	const bench = new PublisherBench(channels(2));
	bench.publisher.onReady();
	bench.sample(1);
	bench.run(15);
	bench.lose();
	bench.publisher.onReady();
	bench.publisher.onProved(); // the answer to the client's own PINGREQ, before anything was sent again
	equal(bench.publisher.kept, 2);
	equal(bench.run(15), ["30 channels/1/publish field1=1.0", "30 channels/2/publish field1=1.0", "30 pingreq"]);
	bench.answer();
	equal(bench.publisher.kept, 0);
});

test("publisher: with the connection goes the wish for a PINGREQ behind it", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.port.owed = true;
	bench.sample(1);
	bench.run(15);
	bench.lose();
	bench.publisher.onReady();
	equal(bench.port.take(), []);
});
