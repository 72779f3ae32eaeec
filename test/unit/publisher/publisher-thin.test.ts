import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan, fieldPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { ramJournal } from "fakes/ram-journal";
import { Aggregation } from "feed/aggregate";
import { FIELDS, Update } from "feed/payload";
import { equal, ok, test } from "harness";
import { Journal } from "journal/journal";
import { type ChannelPlan, rowsOf } from "publisher/channel-plan";
import { Publisher } from "publisher/publisher";
import { NorFlash } from "../../../sim/flash/nor";

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 22, 10, 7, 20);
const SAMPLE_MS = 60_000;
const AGGREGATIONS = [
	Aggregation.Last,
	Aggregation.Mean,
	Aggregation.Min,
	Aggregation.Max,
	Aggregation.Sum,
	Aggregation.Count,
];

/** A publisher that samples once a minute: the number of the sample, from 1 on. */
class World {
	readonly clock = new FakeClock(START);
	readonly log = new RecordingLog();
	readonly port = new FakePort(() => this.clock.ticks);
	readonly publisher: Publisher;
	readonly rows;
	readonly journal;
	samples = 0;

	constructor(room: number | NorFlash, plan: ChannelPlan, thin = true) {
		const { clock, log } = this;
		this.journal = typeof room === "number" ? ramJournal(clock, room, log) : new Journal({ clock, log, flash: room });
		this.rows = this.journal.rows(rowsOf(plan));
		const onFault = (error: unknown): never => {
			throw error;
		};
		this.publisher = new Publisher({ clock, log, journal: this.journal, channels: [plan], thin, onFault });
		const alarm = clock.alarm(() => {
			this.publisher.accept(0, Float64Array.of(++this.samples));
			alarm.set(SAMPLE_MS);
		});
		alarm.set(0);
		this.publisher.start(this.port);
	}

	/** Time and values of each row kept, in order. */
	read(): { readonly time: number; readonly values: readonly number[] }[] {
		const update = new Update();
		const all = [];
		this.rows.rewind();
		while (this.rows.unsent > 0 && this.rows.peek(update)) {
			all.push({ time: update.time, values: Array.from(update.values) });
			this.rows.sent();
		}
		this.rows.rewind();
		return all;
	}
}

/** Thirty days offline at one row a minute, which are 43,200 rows. */
function offline(room: number | NorFlash): void {
	const fields = AGGREGATIONS.map((aggregation, field) => fieldPlan({ field, aggregation, digits: 3 }));
	const world = new World(room, channelPlan({ fields }));
	world.clock.advance(30 * DAY);
	equal([world.rows.evicted, world.log.take()], [0, []]);
	const rows = world.read();
	ok(rows.length > 3_000 && rows.length <= 6_200, `${rows.length} rows`);
	let before = 0;
	let time = 0;
	for (const row of rows) {
		const [last, mean, least, most, sum, count] = row.values;
		equal(row.time > time, true, "in order");
		equal([last, least, most, count], [before + count, before + 1, before + count, count]);
		equal(sum, (count * (least + most)) / 2);
		equal(mean, Math.round(((least + most) / 2) * 1_000) / 1_000);
		equal(row.time, START + (last - 1) * SAMPLE_MS, "the time of its last sample");
		before = last;
		time = row.time;
	}
	ok(world.samples - before < 256, `${world.samples - before} samples are in the row that is open`);
}

test("thinning: thirty days offline at one row a minute, in a journal for four: nothing is evicted, and each sample is in its row", () => {
	offline(6_000);
});

test("thinning: thirty days offline at one row a minute, in 256 KB of flash: nothing is evicted, and each sample is in its row", () => {
	offline(new NorFlash(64, 4_096));
});

test("thinning: without the setting the journal evicts", () => {
	const world = new World(600, channelPlan(), false);
	world.clock.advance(2 * DAY);
	ok(world.rows.evicted > 2_000, `${world.rows.evicted}`);
});

test("thinning: aligned rows stay on multiples of their interval on the clock", () => {
	const interval = 900_000;
	const world = new World(48, channelPlan({ intervalMs: interval, align: true }));
	world.clock.advance(3 * DAY);
	const closed = world.read().map(({ time }) => Math.ceil((time + 1_000) / interval));
	const gaps = closed.slice(1).map((at, i) => at - closed[i]);
	equal(world.rows.evicted, 0);
	equal(
		[...new Set(gaps)].sort((a, b) => a - b),
		[1, 2, 4, 16, 64],
	);
	ok(
		gaps.every((gap, i) => i === 0 || gap >= gaps[i - 1]),
		gaps.join(),
	);
});

test("thinning: once the backlog leaves faster than it grows, rows come as they are set again", () => {
	const world = new World(240, channelPlan());
	world.clock.advance(DAY);
	ok(world.publisher.channels[0].factor > 4, "filled");
	world.publisher.onReady();
	const answer = (messages: number): void => {
		for (let i = 0; i < messages; i++) {
			world.clock.advance(15_000);
			world.port.owed = false;
			world.publisher.onProved();
		}
	};
	const before = world.rows.kept;
	answer(40);
	equal(world.publisher.channels[0].factor, 1);
	ok(world.rows.kept < before && world.rows.kept > 120, `${world.rows.kept} of 240 are still kept`);
	answer(600);
	ok(world.rows.kept <= 1, "and it ends");
	equal(world.rows.evicted, 0);
});

test("thinning: rows without a time take no room, so that their interval stays", () => {
	const world = new World(48, channelPlan({ intervalMs: 900_000 }));
	const other = world.journal.rows("other");
	for (let i = 0; i < 47; i++) other.append(new Float64Array(FIELDS), 0);
	world.clock.advance(SAMPLE_MS);
	equal(world.publisher.channels[0].factor, 86_400_000 / 900_000, "a day at most");
	const timeless = new World(48, channelPlan({ perField: true }));
	const rest = timeless.journal.rows("other");
	for (let i = 0; i < 47; i++) rest.append(new Float64Array(FIELDS), 0);
	timeless.clock.advance(SAMPLE_MS);
	equal(timeless.publisher.channels[0].factor, 1);
});
