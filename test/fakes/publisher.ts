import { Failure } from "core/result";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan } from "fakes/plans";
import { FakePort } from "fakes/publish-port";
import { ramJournal } from "fakes/ram-journal";
import type { ChannelPlan } from "publisher/plan";
import { Publisher } from "publisher/publisher";

/** A publisher, started at ticks 0, with everything around it in the test's hands. The board does not know the time. */
export class PublisherBench {
	readonly clock = new FakeClock(0);
	readonly log = new RecordingLog();
	readonly port = new FakePort(() => this.clock.ticks / 1_000);
	readonly faults: unknown[] = [];
	readonly journal = ramJournal(this.clock, undefined, this.log);
	readonly publisher: Publisher;

	constructor(channels: readonly ChannelPlan[] = [channelPlan()]) {
		const { clock, log, journal } = this;
		this.publisher = new Publisher({ clock, log, journal, channels, onFault: (error) => this.faults.push(error) });
		this.publisher.start(this.port);
	}

	/** A sample of sensor 0. */
	sample(...values: number[]): void {
		this.publisher.accept(0, Float64Array.from(values));
	}

	/** Lets `seconds` pass; what was sent meanwhile, with its ticks in seconds. */
	run(seconds: number): string[] {
		this.clock.advance(seconds * 1_000);
		return this.port.take();
	}

	/** The PINGRESP that is owed arrives. */
	answer(): void {
		this.port.owed = false;
		this.publisher.onProved();
	}

	/** The connection ends. */
	lose(): void {
		this.port.owed = false;
		this.publisher.onLost(Failure.PingrespTimeout);
	}
}

/** Channels 1 to `count`, all alike. */
export function channels(count: number): readonly ChannelPlan[] {
	return Array.from({ length: count }, (_, i) => channelPlan({ number: i + 1, id: String(i + 1) }));
}
