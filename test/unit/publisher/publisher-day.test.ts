import { Failure, Outcome } from "core/result";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan, fieldPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { ramJournal } from "fakes/ram-journal";
import { seeded } from "fakes/random";
import { Aggregation } from "feed/aggregate";
import { equal, ok, test } from "harness";
import { Publisher } from "publisher/publisher";

const HOUR = 3_600_000;
const SAMPLE_MS = 5_000;
const START = Date.UTC(2026, 10, 22, 10);

/** field1 counts the samples of a row, field2 is the number of its last one: each row shows what it holds. */
const FIELDS = [
	fieldPlan({ aggregation: Aggregation.Count, digits: 0 }),
	fieldPlan({ field: 1, aggregation: Aggregation.Last, digits: 0 }),
];
const PLANS = [
	channelPlan({ fields: FIELDS }),
	channelPlan({ number: 2, id: "2", intervalMs: 120_000, minIntervalMs: 45_000, fields: FIELDS }),
];

/** A message as the broker got it. */
interface Arrival {
	readonly text: string;
	readonly at: number;
	readonly count: number;
	readonly last: number;
	readonly time: number;
}

/** A publisher on a network that fails as it likes, with a broker that may lose what was not proved when a connection ends. */
class World {
	readonly clock = new FakeClock(START);
	readonly log = new RecordingLog();
	readonly port = new FakePort(() => this.clock.ticks);
	readonly publisher: Publisher;
	/** What the broker got, by channel. */
	readonly arrived: Arrival[][] = [[], []];
	/** When each message left, by channel. */
	readonly left: number[][] = [[], []];
	readonly #random: () => number;
	#online = false;
	/** What was sent on this connection, and how much of it the last PINGREQ covers. */
	#flight: string[] = [];
	#covered = 0;
	#samples = 0;

	constructor(seed: number) {
		const { clock, log } = this;
		this.#random = seeded(seed);
		const onFault = (error: unknown): never => {
			throw error;
		};
		this.publisher = new Publisher({
			clock,
			log,
			journal: ramJournal(clock, undefined, log),
			channels: PLANS,
			onFault,
		});
		this.publisher.start(this.port);
		const alarm = clock.alarm(() => {
			this.publisher.accept(0, Float64Array.of(this.#samples++));
			alarm.set(SAMPLE_MS);
		});
		alarm.set(0);
	}

	/** Lets something happen, and some time pass. */
	step(): void {
		const choice = this.#random();
		if (!this.#online) {
			if (choice < 0.15) this.connect();
		} else if (choice < 0.04) this.#lose();
		else if (choice < 0.06) this.port.outcome = Outcome.NoRoom;
		else if (choice < 0.15) this.#room();
		else if (choice < 0.6) this.answer();
		this.clock.advance(Math.floor(this.#random() * 20_000));
		this.#collect();
	}

	connect(): void {
		if (this.#online) return;
		this.#online = true;
		this.publisher.onReady();
		this.#collect();
	}

	/** All is well from now on. */
	heal(): void {
		this.connect();
		this.#room();
	}

	answer(): void {
		this.#collect();
		if (!this.port.owed) return;
		this.port.owed = false;
		this.#deliver(this.#covered);
		this.#covered = 0;
		this.publisher.onProved();
		this.#collect();
	}

	#room(): void {
		this.port.outcome = Outcome.Sent;
		this.publisher.onRoom();
		this.#collect();
	}

	#lose(): void {
		this.#collect();
		this.#deliver(Math.floor(this.#random() * (this.#flight.length + 1)));
		this.#flight = [];
		this.#covered = 0;
		this.port.owed = false;
		this.#online = false;
		this.publisher.onLost(Failure.PingrespTimeout);
	}

	#collect(): void {
		for (const line of this.port.take()) {
			if (line.endsWith("pingreq")) this.#covered = this.#flight.length;
			else {
				this.#flight.push(line);
				this.left[channelOf(line)].push(Number(line.split(" ")[0]));
			}
		}
	}

	#deliver(count: number): void {
		for (const line of this.#flight.splice(0, count)) this.arrived[channelOf(line)].push(arrival(line));
	}
}

function channelOf(line: string): number {
	return Number(line.split("/")[1]) - 1;
}

function arrival(line: string): Arrival {
	const [at, , text] = line.split(" ");
	const [count, last, time] = text.split("&").map((pair) => pair.slice(pair.indexOf("=") + 1));
	return {
		text,
		at: Number(at),
		count: Number(count),
		last: Number(last),
		time: Date.parse(time.split("%3A").join(":")),
	};
}

for (const seed of [1, 2, 3]) {
	test(`publisher: six hours on a bad network (seed ${seed}): C1 each sample arrives once, C2 as it was sampled, C3 in order, R1 at the channel's pace`, () => {
		const world = new World(seed);
		while (world.clock.ticks < 6 * HOUR) world.step();
		world.heal();
		for (let i = 0; i < 400; i++) {
			world.clock.advance(10_000);
			world.answer();
		}
		equal(world.log.take(), [], "nothing was evicted");
		ok(world.publisher.kept <= 2, `${world.publisher.kept} kept`);
		for (const [channel, arrived] of world.arrived.entries()) {
			const rows = new Map<number, Arrival>();
			for (const row of arrived) {
				equal(row.text, rows.get(row.last)?.text ?? row.text, "C2: a duplicate is a re-send of the same record");
				rows.set(row.last, row);
			}
			ok(arrived.length > rows.size, "something was sent twice, or this test shows nothing");
			check([...rows.values()]);
			const left = world.left[channel];
			for (let i = 1; i < left.length; i++)
				ok(left[i] - left[i - 1] >= PLANS[channel].minIntervalMs, `R1: ${left[i - 1]} and ${left[i]}`);
		}
	});
}

/** `rows` in the order of their first arrival. */
function check(rows: readonly Arrival[]): void {
	let samples = 0;
	let last = -1;
	let time = 0;
	for (const row of rows) {
		ok(row.last > last && row.time > time, "C3: in order, created_at rising");
		samples += row.count;
		equal(samples, row.last + 1, "C1: every sample is in one row");
		equal(row.time, START + row.last * SAMPLE_MS, "C2: the time of its last sample");
		last = row.last;
		time = row.time;
	}
	ok(last * SAMPLE_MS > 6 * HOUR, "up to the end");
}
