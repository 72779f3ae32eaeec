import { Failure } from "core/result";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { equal, ok, test } from "harness";
import { Journal } from "journal/journal";
import type { ChannelPlan } from "publisher/plan";
import { Publisher } from "publisher/publisher";
import { NorFlash } from "../../../sim/flash/nor";

const TEN = Date.UTC(2026, 10, 22, 10);
const PLAN = channelPlan({ minIntervalMs: 15_000 });

/** A board that is on: its ticks begin at 0. */
class Boot {
	readonly clock: FakeClock;
	readonly log = new RecordingLog();
	readonly port: FakePort;
	readonly publisher: Publisher;

	constructor(flash: NorFlash, epoch: number, plans: readonly ChannelPlan[] = [PLAN]) {
		this.clock = new FakeClock(epoch);
		this.port = new FakePort(() => this.clock.ticks / 1_000);
		const { clock, log } = this;
		const journal = new Journal({ clock, log, flash });
		const onFault = (error: unknown): never => {
			throw error;
		};
		this.publisher = new Publisher({ clock, log, journal, channels: plans, onFault });
		this.publisher.start(this.port);
	}

	/** A sample, and then so many seconds. */
	run(value: number, seconds: number): string[] {
		this.publisher.accept(0, Float64Array.of(value));
		this.clock.advance(seconds * 1_000);
		return this.port.take();
	}

	/** Seconds since boot, value, and minutes and seconds of created_at of each PUBLISH in the next `seconds`, each of which is proved. */
	sent(seconds: number): string[] {
		const lines: string[] = [];
		for (let i = 0; i < seconds; i++) {
			this.clock.advance(1_000);
			for (const line of this.port.take()) {
				const match = /^(\d+) .*field1=([\d.]+)(?:&created_at=.*T10%3A(\d\d)%3A(\d\d)Z)?/.exec(line);
				if (match) lines.push(`${match[1]} ${match[2]} ${match[3] ?? ""}:${match[4] ?? ""}`);
			}
			this.port.owed = false;
			this.publisher.onProved();
		}
		return lines;
	}
}

test("publisher: rows outlive a restart that is wished, the open one too, and leave first, at the pace, with their times (C1, C2, C3, R1)", () => {
	const flash = new NorFlash(8, 4_096);
	const first = new Boot(flash, TEN);
	first.run(1, 60);
	first.run(2, 60);
	first.run(3, 10);
	equal(first.publisher.kept, 2);
	first.publisher.finish();
	first.publisher.stop();
	const second = new Boot(flash, TEN + 140_000);
	equal([second.publisher.kept, second.log.take()], [3, []]);
	second.publisher.onReady();
	second.run(4, 0);
	equal(second.sent(120).slice(0, 4), ["16 1.0 00:00", "32 2.0 01:00", "48 3.0 02:00", "64 4.0 02:20"]);
});

test("publisher: what was sent and not proved before a restart goes out again with the same created_at, what was proved does not (C1, C2)", () => {
	const flash = new NorFlash(8, 4_096);
	const first = new Boot(flash, TEN);
	first.publisher.onReady();
	first.run(1, 20);
	first.port.owed = false;
	first.publisher.onProved();
	const [sent] = first.run(2, 60);
	first.publisher.finish();
	first.publisher.stop();
	const second = new Boot(flash, TEN + 100_000);
	second.publisher.onReady();
	second.clock.advance(16_000);
	const [again] = second.port.take();
	equal(again.split(" ").slice(1), sent.split(" ").slice(1));
	equal(second.publisher.kept, 1);
});

test("publisher R1: what was under way at a power cut may arrive until the next session begins, and the pace counts from there", () => {
	const flash = new NorFlash(8, 4_096);
	const first = new Boot(flash, TEN);
	first.publisher.onReady();
	ok(first.run(1, 16)[0].includes("field1=1.0"));
	const second = new Boot(flash, TEN + 100_000);
	second.clock.advance(40_000);
	second.publisher.onReady();
	equal(second.sent(20), ["56 1.0 00:00"]);
});

test("publisher: with nothing kept the first message behind a restart goes an interval behind boot, whenever the session begins", () => {
	const second = new Boot(new NorFlash(8, 4_096), TEN);
	second.publisher.onReady();
	second.run(1, 0);
	second.clock.advance(10_000);
	second.publisher.onLost(Failure.Closed);
	second.clock.advance(4_000);
	second.publisher.onReady();
	equal(second.sent(4), ["16 1.0 00:00"]);
});

test("publisher: rows of a channel that is no longer set when the board starts are told as such, and wait", () => {
	const flash = new NorFlash(8, 4_096);
	const first = new Boot(flash, TEN);
	first.run(1, 20);
	first.publisher.finish();
	const second = new Boot(flash, TEN + 100_000, [channelPlan({ id: "2" })]);
	equal([second.publisher.kept, second.publisher.strays], [0, 1]);
	const third = new Boot(flash, TEN + 200_000);
	equal([third.publisher.kept, third.publisher.strays], [1, 0]);
});
