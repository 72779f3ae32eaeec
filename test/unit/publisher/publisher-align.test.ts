import { channelPlan } from "fakes/plans";
import { PublisherBench } from "fakes/publisher";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";

const QUARTER_S = 900;
const QUARTER = channelPlan({ align: true, intervalMs: QUARTER_S * 1_000 });
/** 10:07:20 UTC. */
const START = Date.UTC(2026, 10, 22, 10, 7, 20);

/** A publisher online; its broker proves what it gets within two seconds. */
class Bench extends PublisherBench {
	readonly at: number[] = [];

	constructor(epoch: number, plan = QUARTER) {
		super([plan]);
		this.clock.epoch = epoch;
		this.publisher.onReady();
		this.publisher.onTime();
	}

	/** Lets `seconds` pass, with a sample each five of them; `at` gets the ticks of each message in seconds. */
	pass(seconds: number): void {
		for (let i = 0; i < seconds; i += 5) {
			this.sample(i);
			for (const line of this.run(2)) if (!line.endsWith("pingreq")) this.at.push(Number(line.split(" ")[0]));
			if (this.port.owed) this.answer();
			for (const line of this.run(3)) if (!line.endsWith("pingreq")) this.at.push(Number(line.split(" ")[0]));
		}
	}

	/** The times of the messages in seconds from the last quarter hour. */
	get phases(): number[] {
		return this.at.map((at) => Math.round((this.clock.epoch / 1_000 + at) % QUARTER_S));
	}
}

test("align: rows close on the quarter hour, without drift in a day", () => {
	const bench = new Bench(START);
	bench.pass(86_400);
	equal(bench.at.length, 96);
	ok(
		bench.phases.every((phase) => phase === 0),
		bench.phases.join(),
	);
});

test("align: without the time the schedule is one interval behind the other; once it is known rows are on the clock", () => {
	const bench = new Bench(0);
	bench.pass(2_000);
	equal(bench.at, [15, 915, 1_815]);
	bench.clock.epoch = START;
	bench.publisher.onTime();
	bench.pass(10 * QUARTER_S);
	equal(bench.at.length, 12, "12.2 intervals: neither an extra row nor one that is lost");
	ok(
		bench.phases.slice(3).every((phase) => phase === 0),
		bench.phases.join(),
	);
});

test("align: the time becomes known between two rows: the publisher is told, and the very next row is on the clock", () => {
	const first = (epoch: number): number[] => {
		const bench = new Bench(0);
		bench.pass(20);
		bench.clock.epoch = epoch;
		bench.publisher.onTime();
		bench.pass(1_400);
		return bench.at;
	};
	equal(first(START - 20_000), [15, 480, 1_380], "its turn is 10:22:15, so it is 10:15:00");
	equal(first(START), [15, 1_360], "its turn is 10:22:35, so it is 10:30:00");
});

for (const seed of [1, 2, 3, 4]) {
	test(`align: whatever steps the clock makes, as many rows close as intervals pass, and none too soon (seed ${seed})`, () => {
		const random = seeded(seed);
		const bench = new Bench(START);
		const seconds = 200 * QUARTER_S;
		while (bench.clock.ticks < seconds * 1_000) {
			bench.pass(5 * Math.floor(random() * 900));
			bench.clock.epoch += Math.floor((random() - 0.5) * (random() < 0.5 ? 4_000 : 4_000_000));
			if (random() < 0.7) bench.publisher.onTime();
		}
		const wanted = bench.clock.ticks / 1_000 / QUARTER_S;
		ok(Math.abs(bench.at.length - wanted) < 4, `${bench.at.length} rows in ${wanted} intervals`);
		for (let i = 1; i < bench.at.length; i++)
			ok(bench.at[i] - bench.at[i - 1] >= 15, `${bench.at[i - 1]} and ${bench.at[i]}`);
	});
}

test("align: with an interval equal to minInterval rows stay on the clock, and one that cannot is part of the next", () => {
	const bench = new Bench(START, channelPlan({ align: true, intervalMs: 15_000 }));
	const closed: number[] = [];
	bench.pass(3_600);
	for (let i = 1; i < bench.at.length; i++) closed.push(bench.at[i] - bench.at[i - 1]);
	ok(bench.at.length >= 200 && closed.every((gap) => gap >= 15), `${bench.at.length}: ${Math.min(...closed)}`);
	ok(bench.publisher.kept <= 2, "no backlog");
});

test("align: the publisher sleeps until the row is due", () => {
	const bench = new Bench(START);
	equal(bench.publisher.channels[0].due, 460_000);
	equal(bench.clock.pending, 1);
	bench.clock.advance(459_999);
	equal(bench.port.take(), []);
});
