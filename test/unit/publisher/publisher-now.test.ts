import { channelPlan, fieldPlans } from "fakes/plans";
import { PublisherBench } from "fakes/publisher";
import { equal, test } from "harness";

test("publisher: on request a row is closed at once, and sent as soon as the pace allows it", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.sample(1);
	bench.run(5);
	equal(bench.publisher.closeNow(), true);
	equal([bench.publisher.kept, bench.port.take()], [1, []]);
	equal(bench.run(10), ["15 channels/1/publish field1=1.0", "15 pingreq"]);
});

test("publisher: a row on request does not shift the schedule", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	bench.sample(1);
	bench.run(30);
	bench.answer();
	bench.sample(2);
	bench.run(10);
	bench.publisher.closeNow();
	equal(bench.port.take(), []);
	equal(bench.run(6), ["45 channels/1/publish field1=2.0", "45 pingreq"]);
	bench.answer();
	bench.sample(3);
	equal(bench.run(40), ["75 channels/1/publish field1=3.0", "75 pingreq"]);
});

test("publisher: without a reading there is no row to close", () => {
	const bench = new PublisherBench();
	equal(bench.publisher.closeNow(), false);
	equal(bench.publisher.kept, 0);
});

test("publisher: asked again and again it does not pile up rows", () => {
	const bench = new PublisherBench();
	for (let i = 0; i < 10; i++) {
		bench.sample(i);
		bench.publisher.closeNow();
	}
	equal(bench.publisher.kept, 1);
});

test("publisher: a row whose field feeds are under way is not cut short", () => {
	const bench = new PublisherBench([channelPlan({ perField: true, fields: fieldPlans(2) })]);
	bench.publisher.onReady();
	bench.sample(1, 2);
	equal(bench.run(15), ["15 channels/1/publish/fields/field1 1.0", "15 pingreq"]);
	bench.answer();
	bench.sample(3, 4);
	equal(bench.publisher.closeNow(), true);
	equal(bench.run(15), ["30 channels/1/publish/fields/field2 2.0", "30 pingreq"]);
});
