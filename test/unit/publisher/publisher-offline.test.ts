import { channelPlan, fieldPlans } from "fakes/plans";
import { PublisherBench } from "fakes/publisher";
import { equal, test } from "harness";

const publish = (at: number, value: string): string => `${at} channels/1/publish field1=${value}`;

test("publisher: rows close on time while offline, and nothing is sent", () => {
	const bench = new PublisherBench();
	for (let i = 1; i <= 5; i++) {
		bench.sample(i);
		equal(bench.run(i === 1 ? 15 : 60), []);
		equal(bench.publisher.kept, i);
	}
});

test("publisher: rows kept while offline leave in order, at the channel's pace, from the moment it is ready (invariants C3, R1)", () => {
	const bench = new PublisherBench();
	for (let i = 1; i <= 3; i++) {
		bench.sample(i);
		bench.run(i === 1 ? 15 : 60);
	}
	bench.run(20);
	bench.publisher.onReady();
	equal(bench.port.take(), [publish(155, "1.0"), "155 pingreq"]);
	bench.answer();
	equal(bench.run(15), [publish(170, "2.0"), "170 pingreq"]);
	bench.answer();
	equal(bench.run(15), [publish(185, "3.0"), "185 pingreq"]);
	bench.answer();
	equal(bench.publisher.kept, 0);
});

test("publisher: ready before anything is due, it sends nothing and waits", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.sample(1);
	equal(bench.run(14), []);
	equal(bench.run(1), [publish(15, "1.0"), "15 pingreq"]);
});

test("publisher: when the connection is lost nothing is sent until the next one is ready; rows go on closing", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.sample(1);
	bench.run(15);
	bench.answer();
	bench.lose();
	bench.sample(2);
	equal(bench.run(90), []);
	equal(bench.publisher.kept, 1);
	bench.publisher.onReady();
	equal(bench.port.take(), [publish(105, "2.0"), "105 pingreq"]);
});

test("publisher: field feeds that a lost connection cut off do not keep their channel from closing rows", () => {
	const bench = new PublisherBench([channelPlan({ perField: true, fields: fieldPlans(3) })]);
	bench.publisher.onReady();
	bench.sample(1, 2, 3);
	bench.run(16);
	bench.lose();
	bench.sample(4, 5, 6);
	bench.run(60);
	bench.publisher.onReady();
	equal(bench.run(15), ["91 channels/1/publish/fields/field1 4.0", "91 pingreq"]);
});
