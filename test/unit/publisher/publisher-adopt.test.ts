import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan, fieldPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { Aggregation } from "feed/aggregate";
import { equal, ok, test } from "harness";
import type { ChannelPlan } from "publisher/plan";
import { Publisher, ROWS_MAX } from "publisher/publisher";

/** A publisher that new settings replace, with a session in the test's hands. */
class Changing {
	readonly clock: FakeClock;
	readonly log = new RecordingLog();
	readonly port: FakePort;
	publisher: Publisher;

	constructor(plans: readonly ChannelPlan[], epoch = 0) {
		this.clock = new FakeClock(epoch);
		this.port = new FakePort(() => this.clock.ticks / 1_000);
		this.publisher = this.#make(plans);
		this.publisher.start(this.port);
	}

	/** New settings: the old publisher is stopped, the new one adopts and starts. */
	change(...plans: ChannelPlan[]): void {
		this.publisher.stop();
		this.port.owed = false;
		const next = this.#make(plans);
		next.adopt(this.publisher);
		this.publisher = next;
		next.start(this.port);
	}

	/** One sample of sensor 0 a minute for so many minutes. */
	run(minutes: number): string[] {
		for (let i = 0; i < minutes; i++) {
			this.publisher.accept(0, Float64Array.of(this.clock.ticks / 60_000));
			this.clock.advance(60_000);
		}
		return this.port.take();
	}

	/** Lets `seconds` pass. */
	wait(seconds: number): string[] {
		this.clock.advance(seconds * 1_000);
		return this.port.take();
	}

	#make(channels: readonly ChannelPlan[]): Publisher {
		const { clock, log } = this;
		return new Publisher({
			clock,
			log,
			channels,
			onFault: (error) => {
				throw error;
			},
		});
	}
}

/** Values of field1 in what was sent. */
function sentValues(sent: readonly string[]): number[] {
	return sent.flatMap((text) => {
		const at = text.indexOf("field1=");
		return at < 0 ? [] : [Number.parseFloat(text.slice(at + 7))];
	});
}

test("publisher: rows that wait outlive new settings, and leave in order", () => {
	const bench = new Changing([channelPlan()]);
	bench.run(3);
	bench.change(channelPlan({ intervalMs: 120_000 }));
	equal(bench.publisher.kept, 3);
	bench.publisher.onReady();
	equal(sentValues(bench.wait(60)), [0, 1, 2]);
});

test("publisher: a row that was sent with its created_at and not proved is sent again with the same", () => {
	const bench = new Changing([channelPlan()], Date.UTC(2026, 10, 22));
	bench.publisher.onReady();
	const [first] = bench.run(1);
	ok(first.includes("created_at=2026-11-22T00"), first);
	bench.change(channelPlan());
	bench.publisher.onReady();
	const [again] = bench.wait(15);
	equal(again.slice(again.indexOf(" ")), first.slice(first.indexOf(" ")));
});

test("publisher: new settings are no way around the minimum interval (invariant R1)", () => {
	const bench = new Changing([channelPlan()]);
	bench.publisher.onReady();
	bench.publisher.accept(0, Float64Array.of(1));
	equal(bench.wait(15).length, 2, "a PUBLISH and its PINGREQ");
	bench.port.owed = false;
	bench.publisher.onProved();
	bench.wait(5);
	bench.change(channelPlan({ intervalMs: 15_000 }));
	bench.publisher.accept(0, Float64Array.of(2));
	bench.publisher.onReady();
	equal(bench.wait(9), []);
	equal(sentValues(bench.wait(6)), [2]);
});

test("publisher: what is not proved may have arrived as late as the change: the pace counts from there", () => {
	const bench = new Changing([channelPlan()]);
	bench.publisher.onReady();
	bench.publisher.accept(0, Float64Array.of(1));
	bench.wait(20); // sent at 15, not answered
	bench.change(channelPlan());
	bench.publisher.onReady();
	equal(bench.wait(14), []);
	equal(sentValues(bench.wait(1)), [1]);
});

test("publisher: created_at goes on rising across new settings", () => {
	const bench = new Changing([channelPlan()], Date.UTC(2026, 10, 22));
	bench.publisher.onReady();
	bench.publisher.accept(0, Float64Array.of(1));
	bench.wait(15);
	bench.port.owed = false;
	bench.publisher.onProved();
	bench.clock.epoch -= 3_600_000; // a time server took an hour back
	bench.change(channelPlan());
	bench.publisher.onReady();
	const [sent] = bench.run(2);
	ok(sent.includes("T00%3A00%3A01Z"), sent);
});

test("publisher: rows of a channel that is gone are counted and told", () => {
	const bench = new Changing([channelPlan(), channelPlan({ number: 2, id: "2" })]);
	bench.run(3);
	bench.log.take();
	bench.change(channelPlan());
	equal(bench.log.take(), ["error channel 2: 3 rows that were not proved had to go: it is no longer in the settings"]);
	equal([bench.publisher.kept, bench.publisher.evicted], [3, 3]);
	bench.change(channelPlan());
	equal(bench.publisher.evicted, 3, "the count stays");
});

test("publisher: rows of another kind of feed cannot go on, but the pace does", () => {
	const bench = new Changing([channelPlan()]);
	bench.run(2);
	bench.log.take();
	bench.change(channelPlan({ perField: true }));
	equal(bench.log.take(), ["error channel 1: 2 rows that were not proved had to go: its kind of feed is another one"]);
	equal([bench.publisher.kept, bench.publisher.evicted], [0, 2]);
});

test("publisher: a channel that keeps its ID keeps its rows under another number", () => {
	const bench = new Changing([channelPlan({ number: 1, id: "7" })]);
	bench.run(2);
	bench.change(channelPlan({ number: 1, id: "8" }), channelPlan({ number: 2, id: "7" }));
	equal(
		bench.publisher.channels.map(({ kept }) => kept),
		[0, 2],
	);
});

test("publisher: with more channels to share the room, the oldest rows go and are told; with fewer there is more room", () => {
	const bench = new Changing([channelPlan()]);
	bench.run(ROWS_MAX);
	bench.log.take();
	bench.change(channelPlan(), channelPlan({ number: 2, id: "2" }));
	const half = ROWS_MAX / 2;
	equal([bench.publisher.kept, bench.publisher.evicted], [half, half]);
	ok(bench.log.take()[0].includes(`${half} rows`));
	bench.change(channelPlan());
	bench.run(20);
	equal([bench.publisher.kept, bench.publisher.evicted], [half + 20, half], "and none goes any more");
	bench.publisher.onReady();
	const values = sentValues(bench.run(60));
	equal(values[0], half);
	ok(values.every((value, i) => i === 0 || value === values[i - 1] + 1));
});

test("publisher: a shorter interval takes effect at once, a longer one with the row that is due already", () => {
	const bench = new Changing([channelPlan({ intervalMs: 3_600_000 })]);
	bench.run(2);
	bench.publisher.onReady();
	bench.wait(60);
	bench.port.owed = false;
	bench.publisher.onProved();
	bench.change(channelPlan({ intervalMs: 60_000 }));
	bench.publisher.accept(0, Float64Array.of(9));
	bench.publisher.onReady();
	equal(sentValues(bench.wait(60)), [9]);
});

test("publisher: settings without a broker keep what waits for those that have one again", () => {
	const bench = new Changing([channelPlan()]);
	bench.run(2);
	bench.publisher.stop();
	const idle = new Publisher({
		clock: bench.clock,
		log: bench.log,
		channels: [channelPlan()],
		onFault: () => undefined,
	});
	idle.adopt(bench.publisher);
	bench.clock.advance(600_000);
	bench.publisher = idle;
	bench.change(channelPlan());
	bench.publisher.onReady();
	equal(sentValues(bench.wait(20)), [0, 1]);
});

test("publisher: a row that waits keeps the fields that the new settings no longer have, with their decimals", () => {
	const fields = [fieldPlan(), fieldPlan({ field: 1, quantity: 1, digits: 3 })];
	const bench = new Changing([channelPlan({ fields })]);
	bench.publisher.accept(0, Float64Array.of(1, 2));
	bench.wait(15);
	equal(bench.publisher.kept, 1);
	bench.change(channelPlan({ fields: [fieldPlan({ digits: 2 })] }));
	bench.publisher.onReady();
	equal(bench.wait(15)[0].split(" ").slice(1), ["channels/1/publish", "field1=1.00&field2=2.000"]);
});

test("publisher: what a field has summed up of a row that is not closed yet outlives new settings", () => {
	const sum = fieldPlan({ aggregation: Aggregation.Sum });
	const bench = new Changing([channelPlan({ fields: [sum] })]);
	bench.publisher.accept(0, Float64Array.of(3));
	bench.change(channelPlan({ fields: [fieldPlan({ field: 1, quantity: 1 }), { ...sum, sensor: 2 }] }));
	bench.publisher.accept(2, Float64Array.of(4));
	bench.publisher.onReady();
	equal(sentValues(bench.wait(60)), [7]);
});

test("publisher: of a field that has another source nothing is carried over", () => {
	const bench = new Changing([channelPlan({ fields: [fieldPlan({ aggregation: Aggregation.Sum })] })]);
	bench.publisher.accept(0, Float64Array.of(3));
	bench.change(channelPlan({ fields: [fieldPlan({ aggregation: Aggregation.Max })] }));
	bench.publisher.accept(0, Float64Array.of(2));
	bench.publisher.onReady();
	equal(sentValues(bench.wait(60)), [2]);
});
