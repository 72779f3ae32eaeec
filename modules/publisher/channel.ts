import type { Clock } from "core/clock";
import type { Encodable } from "core/encodable";
import type { Log } from "core/log";
import { Outcome } from "core/result";
import { FIELDS, Update } from "feed/payload";
import { Journal } from "journal/former";
import type { ChannelPlan, FieldPlan } from "publisher/channel-plan";
import { type Live, Messages } from "publisher/messages";
import { OpenRow } from "publisher/open-row";
import { Pace } from "publisher/pace";
import { Schedule } from "publisher/schedule";

/** Stands for the time of a row that was first sent without one. */
const NO_TIME = -1;

/** When the first row is due where there is no minimum interval: sensors have a reading by then. */
const FIRST_MS = 5_000;

/** What a channel needs of the MQTT client. */
export interface PublishPort {
	publish(topic: Encodable, payload: Encodable, retain?: boolean): Outcome;
}

/** What a channel is given. */
export interface ChannelOptions {
	readonly plan: ChannelPlan;
	/** Rows to keep while the broker is away, 80 bytes each. */
	readonly rows: number;
	readonly clock: Clock;
	readonly log: Log;
	/** Without it templates know neither RSSI nor faults. */
	readonly live?: Live | undefined;
}

/**
 * One channel: sums up samples, closes a row on its interval, keeps rows until they are proved, and sends them no
 * faster than the channel's minimum interval, across reconnections and from boot on (a board that restarts again and
 * again must not flood its channel).
 */
export class Channel {
	readonly #options: ChannelOptions;
	readonly #fields: readonly FieldPlan[];
	readonly #open: OpenRow;
	readonly #journal: Journal;
	readonly #update = new Update();
	readonly #messages: Messages;
	readonly #pace: Pace;
	readonly #schedule: Schedule;
	#started = false;
	/** Ticks of the last message; -1 for none. */
	#published = -1;
	/** Ticks at which the last row was closed. */
	#closed = 0;
	/** Which of the plan's fields goes next, for field feeds. */
	#cursor = 0;
	/** The last row had no reading; that is told once. */
	#empty = false;
	/** A message did not fit; that is told once. */
	#tooLong = false;

	constructor(options: ChannelOptions) {
		const { plan, clock } = options;
		this.#options = options;
		this.#pace = new Pace(clock, plan.minIntervalMs);
		this.#journal = new Journal(options.rows);
		this.#fields = plan.fields;
		this.#open = new OpenRow(plan.fields);
		this.#messages = new Messages(plan, this.#update, options.live);
		this.#schedule = new Schedule(clock, plan);
		for (const field of plan.fields) this.#update.digits[field.field] = field.digits;
		this.#update.status = plan.status;
		this.#update.position = plan.position;
	}

	get plan(): ChannelPlan {
		return this.#options.plan;
	}
	/** Rows that are not proved yet. */
	get kept(): number {
		return this.#journal.kept;
	}
	/** Rows of them that were not sent on this connection. */
	get unsent(): number {
		return this.#journal.unsent;
	}
	/** Rows closed so far, for `settled`. */
	get closed(): number {
		return this.#journal.appended;
	}
	/** Rows closed so far that do not wait any more: proved, or gone. */
	get settled(): number {
		return this.#journal.settled;
	}
	/** Ticks of the last message; -1 for none. */
	get published(): number {
		return this.#published;
	}
	/** Rows that had to go unproved since boot. */
	get evicted(): number {
		return this.#journal.evicted;
	}

	/** The first row is due one minimum interval after this, the following ones an interval apart. One that has adopted goes on. */
	start(): void {
		if (this.#started) return;
		const { clock, plan } = this.#options;
		this.#started = true;
		this.#pace.start();
		this.#closed = clock.ticks;
		this.#schedule.start(plan.minIntervalMs || Math.min(plan.intervalMs, FIRST_MS));
	}

	/**
	 * Goes on where the channel with the same channel ID was before new settings: at its pace and on its schedule, and with the rows that
	 * were not proved, unless the kind of feed is another one. Returns how many rows found no room. For a channel that is new itself.
	 */
	adopt(before: Channel): number {
		const { plan } = this.#options;
		if (!before.#started) return 0;
		this.#started = true;
		this.#pace.adopt(before.#pace);
		this.#schedule.adopt(before.#schedule);
		this.#messages.adopt(before.#messages);
		this.#closed = before.#closed;
		this.#published = before.#published;
		this.#open.adopt(before.#open);
		if (plan.perField !== before.plan.perField) return 0;
		for (let field = 0; field < FIELDS; field++) {
			const planned = plan.fields.some((one) => one.field === field);
			if (!planned) this.#update.digits[field] = before.#update.digits[field]; // rows may still hold it
		}
		const gone = this.#journal.adopt(before.#journal);
		if (plan.timeless) this.#journal.keepNewest();
		return gone;
	}

	/** Takes a sample of sensor number `sensor`. */
	accept(sensor: number, values: Float64Array): void {
		this.#open.accept(sensor, values, this.#options.clock.ticks);
	}

	/**
	 * Ticks at which the next row is to be closed. With nothing waiting it is never before the row could be sent: at an interval equal to
	 * the minimum interval, late timers would otherwise pile up rows that can never be caught up. With a backlog, rows are two minimum
	 * intervals apart at least, so that it shrinks as soon as messages leave again (invariant L1). A row whose field feeds are under way is
	 * finished first: Infinity. An aligned row may wait for its turn to be sent: it would be late for its own turn otherwise.
	 */
	get due(): number {
		if (this.#cursor > 0) return Number.POSITIVE_INFINITY;
		const { align, minIntervalMs } = this.#options.plan;
		const waiting = this.#journal.unsent > 0;
		const least = waiting ? this.#closed + 2 * minIntervalMs : align ? this.#closed + minIntervalMs : this.allowed;
		return this.#schedule.due(least);
	}

	/** Ticks from which the channel's pace allows a message, whether there is one or not. */
	get allowed(): number {
		return this.#pace.allowed;
	}

	/** Ticks at which the next message may be sent; Infinity when there is none to send. */
	get sendable(): number {
		return this.#journal.unsent > 0 ? this.allowed : Number.POSITIVE_INFINITY;
	}

	/** Closes the row when it is due: what has no finite reading is left out; a row with nothing to say is not kept. */
	close(): void {
		const { clock, plan, log } = this.#options;
		const now = clock.ticks;
		const { due } = this;
		if (now < due) return;
		this.#schedule.closed(due);
		this.#closed = now;
		const filled = this.#open.fill();
		if (!filled && !this.#empty && plan.fields.length > 0)
			log.error(`channel.${plan.number}: an update is due, but none of its fields has a reading`);
		this.#empty = !filled;
		if (filled || plan.bare) this.#keep(now);
	}

	/**
	 * Closes a row now, besides the schedule, for somebody who asks. Not while a row's field feeds are under way, which it would cut short,
	 * nor so soon behind the last one that it could only pile up; what waits is then what there is. True when a row waits afterwards.
	 */
	closeNow(): boolean {
		const { clock, plan } = this.#options;
		const now = clock.ticks;
		const soon = this.#journal.unsent > 0 && now - this.#closed < plan.minIntervalMs;
		if (this.#cursor === 0 && !soon && (this.#open.fill() || plan.bare)) {
			this.#closed = now;
			this.#keep(now);
		}
		return this.kept > 0;
	}

	#keep(now: number): void {
		const { plan, log } = this.#options;
		const kept = this.#journal.append(this.#open.values, this.#open.takeTicks(now));
		if (plan.timeless)
			this.#journal.keepNewest(); // a field feed carries no time: only its newest value is true
		else if (!kept)
			log.error(`channel.${plan.number}: the journal is full, the oldest row had to go (${this.evicted} so far)`);
	}

	/** Sends one message if one is waiting and the pace allows it. `Offline` when there was nothing to do. */
	send(port: PublishPort): Outcome {
		const { clock, plan } = this.#options;
		if (clock.ticks < this.sendable) return Outcome.Offline;
		this.#journal.peek(this.#update);
		if (!plan.timeless && this.#update.time === 0) this.#stamp();
		this.#messages.fill(clock.ticks, this.#journal.unsent - 1);
		const outcome = plan.perField ? this.#sendField(port) : this.#sendRow(port);
		if (outcome !== Outcome.Sent) return outcome;
		this.#pace.sent();
		this.#published = clock.ticks;
		this.#messages.sent();
		return outcome;
	}

	/** A PINGREQ is going out behind everything sent. */
	barrier(): void {
		this.#journal.barrier();
		this.#pace.barrier();
	}

	/** That PINGREQ was answered; true when it proved a message of this channel. */
	proved(): boolean {
		this.#journal.proved();
		return this.#pace.proved();
	}

	/** The connection ended: what was not proved goes out again; of messages without a time, only the newest row. */
	lost(): void {
		this.#cursor = 0;
		this.#pace.lost();
		this.#journal.rewind();
		if (this.#options.plan.timeless) this.#journal.keepNewest();
	}

	#sendRow(port: PublishPort): Outcome {
		const outcome = this.#publish(port, 0);
		if (outcome === Outcome.Sent || outcome === Outcome.TooLong) this.#journal.sent();
		return outcome;
	}

	#sendField(port: PublishPort): Outcome {
		const fields = this.#fields;
		while (this.#cursor < fields.length && !Number.isFinite(this.#update.values[fields[this.#cursor].field]))
			this.#cursor++;
		if (this.#cursor >= fields.length) return this.#rowDone(Outcome.Offline);
		const outcome = this.#publish(port, this.#cursor);
		if (outcome === Outcome.Sent || outcome === Outcome.TooLong) this.#cursor++;
		return this.#cursor >= fields.length ? this.#rowDone(outcome) : outcome;
	}

	/** Message number `at` of the row. */
	#publish(port: PublishPort, at: number): Outcome {
		const { custom, timeless } = this.#options.plan;
		const outcome = port.publish(this.#messages.topic(at), this.#messages.payload(at), custom?.retain ?? false);
		if (outcome === Outcome.TooLong) this.#tellTooLong();
		if (outcome === Outcome.Sent && !timeless && this.#update.time === 0) this.#journal.stamp(NO_TIME); // a re-send must not get a time that the first had not
		return outcome;
	}

	#rowDone(outcome: Outcome): Outcome {
		this.#cursor = 0;
		this.#journal.sent();
		return outcome;
	}

	/** Gives the row its created_at where the time is known. Kept with the row, so that a re-send repeats it. */
	#stamp(): void {
		const time = this.#pace.stamp(this.#journal.nextTicks);
		if (time === 0) return;
		this.#update.time = time;
		this.#journal.stamp(time);
	}

	#tellTooLong(): void {
		if (!this.#tooLong) this.#options.log.error(this.#messages.tooLong);
		this.#tooLong = true;
	}
}
