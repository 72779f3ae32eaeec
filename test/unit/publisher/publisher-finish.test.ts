import { channelPlan, fieldPlan, fieldPlans } from "fakes/plans";
import { channels, PublisherBench } from "fakes/publisher";
import { statusOf } from "fakes/status";
import { Aggregation } from "feed/aggregate";
import { equal, test } from "harness";

/** Notes what the publisher asks of its journal besides rows. */
function watched(bench: PublisherBench): string[] {
	const calls: string[] = [];
	const { journal, publisher } = bench;
	const flush = journal.flush.bind(journal);
	journal.flush = () => {
		calls.push(`flush of ${publisher.kept}`);
		flush();
	};
	const onTime = journal.onTime.bind(journal);
	journal.onTime = () => {
		calls.push("onTime");
		onTime();
	};
	return calls;
}

test("finish: closes every row that has a reading, whatever the schedule, before the journal is flushed", () => {
	const bench = new PublisherBench([
		channelPlan({ intervalMs: 3_600_000 }),
		channelPlan({ number: 2, id: "2", fields: [fieldPlan({ sensor: 1 })], status: statusOf(0x61) }),
		channelPlan({ number: 3, id: "3", fields: [fieldPlan({ sensor: 1, aggregation: Aggregation.Count })] }),
	]);
	const calls = watched(bench);
	bench.sample(1);
	bench.run(5);
	bench.publisher.finish();
	equal(
		calls.filter((call) => call !== "onTime"),
		["flush of 1"],
		"channels 2 and 3 have had no sample",
	);
	const [first] = bench.publisher.channels;
	equal([first.rows.kept, bench.publisher.kept], [1, 1]);
	bench.publisher.finish();
	equal(bench.publisher.kept, 1, "asked again, there is nothing more");
	bench.publisher.onReady();
	equal(bench.run(11)[0], "15 channels/1/publish field1=1.0");
});

test("finish: rows without a time stay open, which a restart would lose anyway, and field feeds under way go on", () => {
	const fields = fieldPlans(3);
	const bench = new PublisherBench([
		channelPlan({ perField: true, fields }),
		channelPlan({ number: 2, id: "2", perField: true, timeless: false, fields }),
	]);
	bench.publisher.onReady();
	bench.sample(1, 2, 3);
	equal(bench.run(15).length, 3, "the first field of each, and a PINGREQ");
	bench.answer();
	bench.sample(4, 5, 6);
	bench.publisher.finish();
	equal(
		bench.publisher.channels.map(({ rows }) => rows.kept),
		[1, 1],
	);
	equal(bench.run(15).filter((line) => line.includes("field2")).length, 2);
});

test("finish: nothing to do is fine, also before the start and behind the stop", () => {
	const bench = new PublisherBench();
	bench.publisher.finish();
	bench.publisher.stop();
	bench.publisher.finish();
	equal([bench.publisher.kept, bench.log.take()], [0, []]);
});

test("publisher: the journal hears when the time was set, also without a session or a broker", () => {
	const bench = new PublisherBench();
	const calls = watched(bench);
	bench.publisher.onTime();
	equal(calls[0], "onTime");
	bench.publisher.stop();
	calls.length = 0;
	bench.publisher.onTime();
	equal(calls[0], "onTime");
});

test("publisher: rows that are closed at one moment are gathered for the journal, and let go before any is sent", () => {
	const bench = new PublisherBench(channels(3));
	const seen: string[] = [];
	const { journal, port } = bench;
	let gathering = false;
	Object.defineProperty(journal, "gathering", {
		set(value: boolean) {
			gathering = value;
			if (!value) seen.push(`stored ${bench.publisher.kept}`);
		},
	});
	const publish = port.publish.bind(port);
	port.publish = (topic, payload) => {
		seen.push(`sent ${gathering}`);
		return publish(topic, payload);
	};
	bench.publisher.onReady();
	seen.length = 0;
	bench.sample(1);
	bench.run(15);
	equal(seen.slice(0, 4), ["stored 3", "sent false", "sent false", "sent false"]);
});
