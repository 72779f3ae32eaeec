import { nibble } from "core/nibbles";
import { Outcome } from "core/result";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { FakePort } from "fakes/publish-port";
import { ramJournal } from "fakes/ram-journal";
import { Aggregation } from "feed/aggregate";
import type { Journal } from "journal/journal";
import { NewestRows } from "journal/newest";
import { Channel } from "publisher/channel";
import { type ChannelPlan, rowsOf } from "publisher/channel-plan";
import { type FieldPlan, FieldsPlan } from "publisher/fields-plan";

/** Rows that the channel of a bench keeps. */
export const ROWS = 60;

/** Sensors in the order of their places, s0 to s7, each with the quantities q0 to q7. */
export const SENSOR_NAMES: readonly string[] = Array.from({ length: 8 }, (_, i) => `s${i}`);
const QUANTITIES = SENSOR_NAMES.map((_, i) => ({ name: `q${i}` }));

/** A plan of these fields, of sensors with these names in the order of their places. */
export function fieldsPlan(fields: readonly FieldPlan[], sensors = SENSOR_NAMES): FieldsPlan {
	return new FieldsPlan(
		fields,
		sensors.map((name) => ({ name, quantities: QUANTITIES })),
	);
}

/** What a plan of fields says of each. */
export function fieldsOf(plan: FieldsPlan): readonly FieldPlan[] {
	return Array.from({ length: plan.length }, (_, i) => ({
		field: nibble(plan.places, i),
		sensor: plan.bySensor.findIndex((its) => its & (1 << i)),
		quantity: nibble(plan.quantities, i),
		aggregation: nibble(plan.aggregations, i) as Aggregation,
		digits: nibble(plan.digits, i),
	}));
}

/** field1 of a channel: the last reading of the first quantity of sensor 0, one decimal. */
export function fieldPlan(changes: Partial<FieldPlan> = {}): FieldPlan {
	return { field: 0, sensor: 0, quantity: 0, aggregation: Aggregation.Last, digits: 1, ...changes };
}

/** field1 to field`count`: the last reading of the first `count` quantities of sensor 0. */
export function fieldPlans(count: number): readonly FieldPlan[] {
	return Array.from({ length: count }, (_, i) => fieldPlan({ field: i, quantity: i }));
}

/** What is another in a channel's plan, its fields one by one. */
export type PlanChanges = Partial<Omit<ChannelPlan, "fields">> & { readonly fields?: readonly FieldPlan[] };

/** Channel 1: a channel feed once a minute, every 15 s at most (a minimum interval of 14 s, and the pace's margin), of one field. */
export function channelPlan(
	{ fields = [fieldPlan()], ...changes }: PlanChanges = {},
	sensors = SENSOR_NAMES,
): ChannelPlan {
	return {
		number: 1,
		id: "1",
		perField: false,
		timeless: changes.perField ?? false,
		bare: changes.status !== undefined,
		align: false,
		window: undefined,
		position: undefined,
		echo: false,
		custom: undefined,
		delta: undefined,
		intervalMs: 60_000,
		minIntervalMs: 14_000,
		fields: fieldsPlan(fields, sensors),
		status: undefined,
		...changes,
	};
}

/** A channel in a test's hands, started at ticks 0, that is looked after once a second as the publisher would. */
export class ChannelBench {
	readonly clock: FakeClock;
	readonly log = new RecordingLog();
	readonly port: FakePort;
	readonly journal: Journal;
	readonly channel: Channel;
	/** A session is ready. */
	online = true;
	/** Each message is proved at once. */
	answers = true;

	/** `epoch` is the time at ticks 0; the board does not know the time unless it is given. The channel starts at `ticks`. */
	constructor(changes: PlanChanges = {}, epoch = 0, ticks = 0) {
		this.clock = new FakeClock(epoch);
		this.clock.advance(ticks);
		this.port = new FakePort(() => this.clock.ticks / 1_000);
		const { clock, log } = this;
		this.journal = ramJournal(clock, ROWS, log);
		const plan = channelPlan(changes);
		const rows = plan.timeless ? new NewestRows() : this.journal.rows(rowsOf(plan));
		this.channel = new Channel({ plan, rows, clock, log });
		this.channel.start();
	}

	/** The clock is set: it is `epoch` at ticks 0. */
	setTime(epoch: number): void {
		this.clock.epoch = epoch;
		this.journal.onTime();
	}

	/** A sample of sensor 0. */
	sample(...values: number[]): void {
		this.channel.accept(0, Float64Array.from(values));
	}

	/** Lets `seconds` pass; closes rows and sends messages as they become due. With `values`, samples them each second. */
	run(seconds: number, ...values: number[]): string[] {
		for (let i = 0; i < seconds; i++) {
			this.clock.advance(1_000);
			if (values.length > 0) this.sample(...values);
			this.look();
		}
		return this.port.take();
	}

	/** Closes the row and sends a message, where they are due. */
	look(): void {
		this.channel.close();
		if (!this.online || this.channel.send(this.port) !== Outcome.Sent || !this.answers) return;
		this.channel.barrier();
		this.channel.proved();
	}

	/** The connection ends. */
	lose(): void {
		this.channel.lost();
		this.online = false;
	}
}
