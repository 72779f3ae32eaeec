import { channelPlan } from "fakes/plans";
import { channels, PublisherBench } from "fakes/publisher";
import { equal, test } from "harness";

const publish = (at: number, channel: number, value: string): string =>
	`${at} channels/${channel}/publish field1=${value}`;

test("publisher: one PINGREQ follows the last PUBLISH of a burst and covers all channels", () => {
	const bench = new PublisherBench(channels(3));
	bench.publisher.onReady();
	bench.sample(1);
	equal(bench.run(15), [publish(15, 1, "1.0"), publish(15, 2, "1.0"), publish(15, 3, "1.0"), "15 pingreq"]);
	equal(bench.publisher.kept, 3);
	bench.answer();
	equal(bench.publisher.kept, 0);
	equal(bench.run(59), []);
});

test("publisher: without a PUBLISH there is no PINGREQ of its own: keep alive is the client's", () => {
	const bench = new PublisherBench();
	bench.publisher.onReady();
	equal(bench.run(600), []);
});

test("publisher: channels of different intervals each keep their own schedule", () => {
	const bench = new PublisherBench([channelPlan(), channelPlan({ number: 2, id: "2", intervalMs: 25_000 })]);
	bench.publisher.onReady();
	const sent: string[] = [];
	for (let second = 0; second < 80; second++) {
		bench.sample(1);
		sent.push(...bench.run(1).filter((line) => !line.endsWith("pingreq")));
		if (bench.port.owed) bench.answer();
	}
	equal(sent, [
		publish(15, 1, "1.0"),
		publish(15, 2, "1.0"),
		publish(40, 2, "1.0"),
		publish(65, 2, "1.0"),
		publish(75, 1, "1.0"),
	]);
});

test("publisher: a sample goes to every channel that names its sensor", () => {
	const bench = new PublisherBench([channelPlan(), channelPlan({ number: 2, id: "2" })]);
	bench.publisher.onReady();
	bench.publisher.accept(0, Float64Array.of(7));
	bench.publisher.accept(1, Float64Array.of(8));
	equal(bench.run(15), [publish(15, 1, "7.0"), publish(15, 2, "7.0"), "15 pingreq"]);
});
