import type { Alarm } from "core/clock";
import type { Encodable } from "core/encodable";
import { Failure, Outcome } from "core/result";
import { toAscii } from "core/utf8";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan, fieldPlans } from "fakes/plans";
import { ramJournal } from "fakes/ram-journal";
import { seeded } from "fakes/random";
import { statusOf } from "fakes/status";
import { equal, ok } from "harness";
import type { PublisherPort } from "publisher/options";
import type { ChannelPlan } from "publisher/plan";
import { Publisher } from "publisher/publisher";

const DAY_MS = 86_400_000;
/** 10:07:20 UTC. */
const START = Date.UTC(2026, 10, 22, 10, 7, 20);
const SAMPLE_MS = 60_000;
/** The longest way of a message to the broker. */
const LATENCY_MS = 1_500;
const MIN_MS = 15_000;
/** How often the broker hangs up. */
const CUT_MS = 8 * 3_600_000;
/** Messages a day of the free licence. */
const DAILY = 8_200;

/** Seven channel feeds each 100 s, one on the quarter hour, two of four field feeds each 345 s: 8,147 messages a day. */
const PLANS: readonly ChannelPlan[] = Array.from({ length: 10 }, (_, i) => {
	const common = { number: i + 1, id: String(i + 1), fields: fieldPlans(4) };
	if (i === 7) return channelPlan({ ...common, intervalMs: 900_000, align: true, status: statusOf(0x6f, 0x6b) });
	return i < 7
		? channelPlan({ ...common, intervalMs: 100_000 })
		: channelPlan({ ...common, intervalMs: 345_000, perField: true });
});

/** What the broker has seen of one channel. */
class Seen {
	count = 0;
	last = Number.NEGATIVE_INFINITY;
	longest = 0;
	stamp = "";
	duplicates = 0;
	readonly wrong: string[] = [];
}

/** Ten channels on a network that takes its time and hangs up now and then. */
export class TenChannels implements PublisherPort {
	readonly #clock = new FakeClock(START);
	readonly #log = new RecordingLog();
	readonly #random = seeded(7);
	readonly #publisher: Publisher;
	readonly #seen = PLANS.map(() => new Seen());
	/** Messages on their way, in order. */
	readonly #way: { readonly at: number; readonly text: string }[] = [];
	readonly #arrival: Alarm;
	readonly #answer: Alarm;
	readonly #cut: Alarm;
	readonly #packet = new Uint8Array(1_024);
	readonly #daily: number[] = [];
	#owed = false;

	constructor() {
		const clock = this.#clock;
		const onFault = (error: unknown): never => {
			throw error;
		};
		const journal = ramJournal(clock, undefined, this.#log);
		this.#publisher = new Publisher({ clock, log: this.#log, journal, channels: PLANS, onFault });
		this.#arrival = clock.alarm(() => this.#arrive());
		this.#answer = clock.alarm(() => {
			this.#owed = false;
			this.#publisher.onProved();
		});
		this.#cut = clock.alarm(() => this.#hangUp());
		const sample = clock.alarm(() => {
			this.#publisher.accept(0, Float64Array.of(1, 2, 3, clock.ticks / 1_000));
			sample.set(SAMPLE_MS);
		});
		sample.set(0);
		this.#publisher.start(this);
		this.#connect();
	}

	publish(topic: Encodable, payload: Encodable): Outcome {
		const middle = topic.encode(this.#packet, 0);
		const end = payload.encode(this.#packet, middle);
		ok(middle > 0 && end > middle, "fits");
		const last = this.#way.at(-1)?.at ?? 0;
		const at = Math.max(last, this.#clock.ticks + Math.floor(this.#random() * LATENCY_MS));
		this.#way.push({ at, text: `${toAscii(this.#packet, 0, middle)} ${toAscii(this.#packet, middle, end)}` });
		if (this.#way.length === 1) this.#arrival.set(at - this.#clock.ticks);
		return Outcome.Sent;
	}

	barrier(): boolean {
		if (this.#owed) return false;
		this.#owed = true;
		const read = Math.max(this.#way.at(-1)?.at ?? 0, this.#clock.ticks);
		this.#answer.set(read - this.#clock.ticks + Math.floor(this.#random() * LATENCY_MS));
		return true;
	}

	/** Lets `days` pass, then holds what the broker has seen to ThingSpeak's limits. */
	run(days: number): void {
		this.#clock.advance(days * DAY_MS);
		equal(this.#log.take(), [], "nothing was lost");
		const whole = Math.floor(days);
		for (let day = 0; day < whole; day++) {
			const count = this.#daily[day];
			ok(count > DAILY - 200 && count <= DAILY, `day ${day}: ${count} messages`);
		}
		let duplicates = 0;
		for (const [i, seen] of this.#seen.entries()) {
			const { intervalMs, perField } = PLANS[i];
			equal(seen.wrong, [], `channel ${i + 1}`);
			const wanted = (days * DAY_MS * (perField ? 4 : 1)) / intervalMs;
			ok(Math.abs(seen.count - wanted) < 4 + wanted / 50, `channel ${i + 1}: ${seen.count} of ${wanted}`);
			ok(seen.longest <= intervalMs + 240_000, `channel ${i + 1} waited ${seen.longest} ms`);
			duplicates += seen.duplicates;
		}
		ok(days < 1 || duplicates > 0, "something was sent twice, or the cuts show nothing");
	}

	#connect(): void {
		this.#cut.set(Math.floor(this.#random() * CUT_MS));
		this.#publisher.onReady();
	}

	#hangUp(): void {
		this.#way.length = 0;
		this.#owed = false;
		this.#arrival.clear();
		this.#answer.clear();
		this.#publisher.onLost(Failure.PingrespTimeout);
		const back = this.#clock.alarm(() => this.#connect());
		back.set(1_000 + Math.floor(this.#random() * 60_000));
	}

	#arrive(): void {
		const now = this.#clock.ticks;
		const first = this.#way.shift();
		if (this.#way.length > 0) this.#arrival.set(this.#way[0].at - now);
		if (!first) return;
		const [topic, payload] = first.text.split(" ");
		const seen = this.#seen[Number(topic.split("/")[1]) - 1];
		if (now - seen.last < MIN_MS) seen.wrong.push(`${now}: ${now - seen.last} ms behind the one before`);
		if (seen.count > 0) seen.longest = Math.max(seen.longest, now - seen.last);
		if (payload.length > 3_000) seen.wrong.push(`${payload.length} bytes`);
		seen.last = now;
		seen.count++;
		const day = Math.floor(now / DAY_MS);
		this.#daily[day] = (this.#daily[day] ?? 0) + 1;
		const at = payload.indexOf("created_at=");
		const stamp = at < 0 ? "" : payload.slice(at);
		if (stamp === "" ? !topic.includes("fields") : stamp < seen.stamp) seen.wrong.push(`${now}: ${stamp}`);
		if (stamp !== "" && stamp === seen.stamp) seen.duplicates++;
		seen.stamp = stamp;
	}
}
