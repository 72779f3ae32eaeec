import type { Clock } from "core/clock";
import type { Log } from "core/log";
import { Outcome } from "core/result";
import type { Rows } from "journal/rows";
import { type ChannelPlan, rowsOf } from "publisher/channel-plan";
import type { Confirm } from "publisher/confirm";
import { Delta } from "publisher/delta";
import { drainMs } from "publisher/drain";
import { Losses } from "publisher/losses";
import type { Live } from "publisher/messages";
import { OpenRow } from "publisher/open-row";
import { Outgoing, type PublishPort } from "publisher/outgoing";
import { Pace } from "publisher/pace";
import { Schedule } from "publisher/schedule";
import { type Thinning, thinned } from "publisher/thinning";

/** When the first row is due where there is no minimum interval: sensors have a reading by then. */
const FIRST_MS = 5_000;

/** What a channel is given. */
export interface ChannelOptions {
	readonly plan: ChannelPlan;
	/** Where it keeps its rows: of the journal, or for a timeless plan the newest only. Rewound by the channel. */
	readonly rows: Rows;
	readonly clock: Clock;
	readonly log: Log;
	/** Without it templates know neither RSSI nor faults. */
	readonly live?: Live | undefined;
	/** Undefined for intervals as they are set. */
	readonly thinning?: Thinning | undefined;
	/** What settles its rows, the same ones; undefined for the barrier alone. */
	readonly confirm?: Confirm | undefined;
}

/**
 * One channel: sums up samples, closes a row on its interval, keeps rows until they are proved, and sends them no
 * faster than the channel's minimum interval, across reconnections and from boot on (a board that restarts again and
 * again must not flood its channel).
 */
export class Channel {
	readonly plan: ChannelPlan;
	private readonly _clock: Clock;
	private readonly _log: Log;
	private readonly _thinning: Thinning | undefined;
	private readonly open: OpenRow;
	private _rows: Rows;
	private readonly outgoing: Outgoing;
	private readonly pace: Pace;
	private readonly schedule: Schedule;
	private readonly losses: Losses;
	private readonly _confirm: Confirm | undefined;
	/** Undefined for a row at each turn. */
	private readonly delta: Delta | undefined;
	private started = false;
	/** Ticks of the last message; -1 for none. */
	private _published = -1;
	/** Ticks at which the last row was closed. */
	private closed = 0;
	/** The last row had no reading; that is told once. */
	private empty = false;

	constructor(options: ChannelOptions) {
		const { plan, clock, log, rows } = options;
		this.plan = plan;
		this._clock = clock;
		this._log = log;
		this._thinning = options.thinning;
		this.pace = new Pace(clock, plan.minIntervalMs);
		this._rows = rows;
		this._confirm = options.confirm;
		this.losses = new Losses(rows);
		this.delta = plan.delta && new Delta(plan.delta, plan.fields);
		this.outgoing = new Outgoing(plan, log, options.live);
		this.open = new OpenRow(plan.fields, this.outgoing.values); // a row is in the journal before any is sent
		this.schedule = new Schedule(clock, plan);
		rows.rewind();
	}

	/** Where it keeps its rows: to be looked at. */
	get rows(): Rows {
		return this._rows;
	}
	/** Ticks of the last message; -1 for none. */
	get published(): number {
		return this._published;
	}
	/** How many times longer the interval is while the journal fills; 1 for as it is set. Rows without a time take no room: theirs stays. */
	get factor(): number {
		return this.intervalMs / this.plan.intervalMs;
	}
	/** Milliseconds until all rows have left, once they can (publisher/drain). Rows that wait hold new ones back as in `due`. */
	get drainMs(): number {
		const { timeless } = this.plan;
		const row = this.rowMs;
		const inflow = timeless ? Number.POSITIVE_INFINITY : Math.max(this.intervalMs, 2 * row);
		return drainMs(this._rows.kept, row, inflow);
	}

	/** The first row is due as soon as it may be sent, the following ones an interval apart. One that has adopted goes on. */
	start(): void {
		if (this.started) return;
		const { plan } = this;
		this.started = true;
		this.pace.start(this._rows.kept > 0);
		this.closed = this._clock.ticks;
		this.schedule.start(this.pace.intervalMs || Math.min(plan.intervalMs, FIRST_MS));
	}

	/**
	 * Goes on where the channel with the same channel ID was before new settings: at its pace and on its schedule, with what it has summed
	 * up. Rows with a time are the journal's; those without one move over, unless they are of another kind. For a channel that is new itself.
	 */
	adopt(before: Channel): void {
		const { plan } = this;
		if (!before.started) return;
		this.started = true;
		this.pace.adopt(before.pace);
		this.schedule.adopt(before.schedule);
		this.outgoing.adopt(before.outgoing);
		if (before._rows === this._rows) this.losses.adopt(before.losses);
		if (before._confirm) this._confirm?.adopt(before._confirm);
		this.closed = before.closed;
		this._published = before._published;
		this.open.adopt(before.open);
		if (before.delta) this.delta?.adopt(before.delta);
		if (plan.timeless && this.takesAfter(before)) this._rows = before._rows;
		this._rows.rewind();
	}

	/** Rows of `before`, a channel with the same channel ID, are fit to be sent by this one. */
	takesAfter(before: Channel): boolean {
		return rowsOf(this.plan) === rowsOf(before.plan) && this.plan.timeless === before.plan.timeless;
	}

	/** Takes a sample of sensor number `sensor`. */
	accept(sensor: number, values: Float64Array): void {
		const { ticks } = this._clock;
		this.open.accept(sensor, values, ticks);
		this.delta?.accept(sensor, values, ticks);
	}

	/**
	 * Ticks at which the next row is to be closed. With nothing waiting it is never before the row could be sent: at an interval equal to
	 * the minimum interval, late timers would otherwise pile up rows that can never be caught up. With a backlog, rows are twice as far apart
	 * as they leave at least, so that it shrinks as soon as messages leave again (invariant L1). A row whose field feeds are under way is
	 * finished first: Infinity. An aligned row may wait for its turn to be sent: it would be late for its own turn otherwise.
	 */
	get due(): number {
		if (this.outgoing.underWay) return Number.POSITIVE_INFINITY;
		const { align, timeless, intervalMs } = this.plan;
		const waiting = this._rows.unsent > 0;
		const apart = waiting ? 2 * (timeless ? this.pace.intervalMs : this.rowMs) : this.pace.intervalMs;
		const least = waiting || align ? this.closed + apart : this.allowed;
		return this.schedule.due(least, this.intervalMs - intervalMs);
	}

	/** Milliseconds from row to row, longer than set while the journal fills. */
	private get intervalMs(): number {
		const { plan } = this;
		const thinning = this._thinning;
		return thinning && !plan.timeless ? thinned(plan.intervalMs, thinning.factor) : plan.intervalMs;
	}

	/** Milliseconds that a row takes to leave at the channel's pace. */
	private get rowMs(): number {
		const { perField, fields } = this.plan;
		return this.pace.intervalMs * (perField ? Math.max(1, fields.length) : 1);
	}

	/** Ticks from which the channel's pace allows a message, whether there is one or not. */
	get allowed(): number {
		return this.pace.allowed;
	}

	/** Ticks at which the next message may be sent; Infinity when there is none to send, or one is on its way. */
	get sendable(): number {
		if (this.pace.busy) return Number.POSITIVE_INFINITY;
		if (this._confirm) return this._confirm.next(this.allowed);
		return this._rows.unsent > 0 ? this.allowed : Number.POSITIVE_INFINITY;
	}

	/**
	 * Closes the row when it is due, unless nothing has moved by its delta: what has no finite reading is left out; a row with nothing to say is
	 * not kept. Tells of rows that were lost.
	 */
	close(): void {
		const { plan } = this;
		const now = this._clock.ticks;
		const { due } = this;
		if (now >= due) {
			this.schedule.closed(due);
			if (!this.delta?.holds(this.open, now)) this.closeRow(now);
		}
		if (!plan.timeless) this.losses.look(this._rows, this._log, plan.number, now);
	}

	private closeRow(now: number): void {
		const { plan } = this;
		this.closed = now;
		const filled = this.open.fill();
		if (!filled && !this.empty && plan.fields.length > 0)
			this._log.error(`channel.${plan.number}: an update is due, but none of its fields has a reading`);
		this.empty = !filled;
		if (filled || plan.bare) this.keep(now);
	}

	/**
	 * Closes a row now, besides the schedule, for somebody who asks. Not while a row's field feeds are under way, which it would cut short,
	 * nor so soon behind the last one that it could only pile up; what waits is then what there is. True when a row waits afterwards.
	 */
	closeNow(): boolean {
		const { plan } = this;
		const now = this._clock.ticks;
		const soon = this._rows.unsent > 0 && now - this.closed < this.pace.intervalMs;
		if (!this.outgoing.underWay && !soon && (this.open.fill() || plan.bare)) this.keep(now);
		return this._rows.kept > 0;
	}

	/**
	 * Closes a row that has a reading, whatever the schedule, so that the journal has it over a restart. One without a time would be lost
	 * in it anyway.
	 */
	finish(): void {
		if (!this.plan.timeless && !this.outgoing.underWay && this.open.sampled && this.open.fill())
			this.keep(this._clock.ticks);
	}

	private keep(now: number): void {
		this.closed = now;
		this.delta?.kept(this.open.values, now);
		this._rows.append(this.open.values, this.open.takeTicks(now));
	}

	/** Sends one message if one is waiting and the pace allows it. `Offline` when there was nothing to do. */
	send(port: PublishPort): Outcome {
		const { ticks } = this._clock;
		if (ticks < this.sendable) return Outcome.Offline;
		this._confirm?.resume();
		const outcome = this.outgoing.send(port, this._rows, ticks);
		if (outcome === Outcome.TooLong) this._confirm?.left();
		if (outcome !== Outcome.Sent) return outcome;
		this._confirm?.sent(this.outgoing.time);
		this.pace.sent();
		this._published = ticks;
		return outcome;
	}

	/** A PINGREQ is going out behind everything sent. */
	barrier(): void {
		this._rows.barrier();
		this.pace.barrier();
	}

	/** That PINGREQ was answered; true when it proved a message of this channel. */
	proved(): boolean {
		const proved = this.pace.proved();
		if (this._confirm) this._confirm.proved(proved);
		else this._rows.proved();
		return proved;
	}

	/** A session begins. */
	ready(): void {
		this.pace.ready();
	}

	/** The connection ended: what was not proved goes out again. */
	lost(): void {
		this.outgoing.reset();
		this.pace.lost();
		this._confirm?.lost();
		this._rows.rewind();
	}
}
