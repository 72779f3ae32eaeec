import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan, fieldPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { ramJournal } from "fakes/ram-journal";
import { Aggregation } from "feed/aggregate";
import { equal, ok, test } from "harness";
import type { Journal } from "journal/journal";
import type { ChannelPlan } from "publisher/plan";
import { Publisher } from "publisher/publisher";

/** A publisher that new settings replace, with a session in the test's hands. */
class Changing {
	readonly clock: FakeClock;
	readonly log = new RecordingLog();
	readonly port: FakePort;
	readonly journal: Journal;
	publisher: Publisher;

	constructor(plans: readonly ChannelPlan[], epoch = 0) {
		this.clock = new FakeClock(epoch);
		this.port = new FakePort(() => this.clock.ticks / 1_000);
		this.journal = ramJournal(this.clock, undefined, this.log);
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

	/** Lets `seconds` pass, each PINGREQ answered at once. */
	drain(seconds: number): string[] {
		for (let i = 0; i < seconds; i++) {
			this.clock.advance(1_000);
			if (!this.port.owed) continue;
			this.port.owed = false;
			this.publisher.onProved();
		}
		return this.port.take();
	}

	#make(channels: readonly ChannelPlan[]): Publisher {
		const { clock, log, journal } = this;
		return new Publisher({
			clock,
			log,
			journal,
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
	equal(sentValues(bench.drain(60)), [0, 1, 2]);
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

test("publisher: rows of a channel that is gone stay in the journal, are told and counted, and leave when it is set again", () => {
	const second = channelPlan({ number: 2, id: "2" });
	const bench = new Changing([channelPlan(), second]);
	bench.run(3);
	bench.log.take();
	bench.change(channelPlan());
	equal(bench.log.take(), [
		"error channel 2: 3 rows that were not proved cannot be sent now, and stay in the journal while it has room: it is no longer in the settings",
	]);
	equal([bench.publisher.kept, bench.publisher.strays], [3, 3]);
	bench.change(channelPlan());
	equal([bench.publisher.strays, bench.log.take()], [3, []], "counted once and told once");
	bench.change(channelPlan(), second);
	equal([bench.publisher.kept, bench.publisher.strays], [6, 0]);
	bench.publisher.onReady();
	equal(sentValues(bench.drain(60).filter((line) => line.includes("channels/2/"))), [0, 1, 2]);
});

test("publisher: rows of another kind of feed cannot go on, but the pace does", () => {
	const bench = new Changing([channelPlan()]);
	bench.run(2);
	bench.log.take();
	bench.change(channelPlan({ perField: true }));
	equal([bench.publisher.kept, bench.publisher.strays, bench.log.take().length], [0, 2, 1]);
	bench.publisher.onReady();
	bench.publisher.accept(0, Float64Array.of(7));
	equal(bench.wait(60).length, 2, "a field, and its PINGREQ");
	bench.change(channelPlan());
	const lines = bench.log.take();
	equal(lines, ["error channel 1: 1 row that was not proved had to go: its rows are of another kind now"]);
	equal([bench.publisher.kept, bench.publisher.strays], [2, 0], "those of the channel feed are there again");
});

test("publisher: the newest row of a field feed outlives new settings", () => {
	const bench = new Changing([channelPlan({ perField: true })]);
	bench.run(2);
	bench.change(channelPlan({ perField: true, intervalMs: 120_000 }));
	equal([bench.publisher.kept, bench.log.take()], [1, []]);
	bench.publisher.onReady();
	equal(bench.wait(60)[0].split(" ").at(-1), "1.0");
});

test("publisher: a channel that keeps its ID keeps its rows under another number", () => {
	const bench = new Changing([channelPlan({ number: 1, id: "7" })]);
	bench.run(2);
	bench.change(channelPlan({ number: 1, id: "8" }), channelPlan({ number: 2, id: "7" }));
	equal(
		bench.publisher.channels.map(({ rows }) => rows.kept),
		[0, 2],
	);
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
		journal: bench.journal,
		channels: [channelPlan()],
		onFault: () => undefined,
	});
	idle.adopt(bench.publisher);
	bench.clock.advance(600_000);
	bench.publisher = idle;
	bench.change(channelPlan());
	bench.publisher.onReady();
	equal(sentValues(bench.drain(20)), [0, 1]);
});

test("publisher: a row that waits keeps the fields that the new settings no longer have, with as many decimals as they need", () => {
	const fields = [fieldPlan(), fieldPlan({ field: 1, quantity: 1, digits: 3 }), fieldPlan({ field: 2, quantity: 2 })];
	const bench = new Changing([channelPlan({ fields })]);
	bench.publisher.accept(0, Float64Array.of(1, 2.3456, 7));
	bench.wait(15);
	equal(bench.publisher.kept, 1);
	bench.change(channelPlan({ fields: [fieldPlan({ digits: 2 })] }));
	bench.publisher.onReady();
	equal(bench.wait(15)[0].split(" ").slice(1), ["channels/1/publish", "field1=1.00&field2=2.346&field3=7"]);
});

test("publisher: a row that waits keeps the decimals with which it was closed when the field has fewer now", () => {
	const bench = new Changing([channelPlan({ fields: [fieldPlan({ digits: 3 })] })]);
	bench.publisher.accept(0, Float64Array.of(21.5374));
	bench.wait(15);
	bench.change(channelPlan({ fields: [fieldPlan({ digits: 1 })] }));
	bench.publisher.onReady();
	equal(sentValues(bench.wait(15)), [21.537]);
	bench.port.owed = false;
	bench.publisher.onProved();
	bench.publisher.accept(0, Float64Array.of(21.5374));
	equal(bench.wait(60)[0].split("field1=")[1], "21.5");
});

test("publisher: what a field has summed up of a row that is not closed yet outlives new settings", () => {
	const sum = fieldPlan({ aggregation: Aggregation.Sum });
	const bench = new Changing([channelPlan({ fields: [sum] })]);
	bench.publisher.accept(0, Float64Array.of(3));
	const fields = [fieldPlan({ field: 1, quantity: 1 }), { ...sum, sensor: 2 }];
	bench.change(channelPlan({ fields }, ["s1", "s2", "s0"]));
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
