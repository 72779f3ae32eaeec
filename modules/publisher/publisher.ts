import type { Alarm } from "core/clock";
import { Guard } from "core/guard";
import { NOTHING, orNothing } from "core/nothing";
import { Failure, Outcome } from "core/result";
import { NewestRows } from "journal/newest";
import type { Rows } from "journal/rows";
import type { ClientListener, Subscriptions } from "mqtt/options";
import { Channel } from "publisher/channel";
import { rowsOf } from "publisher/channel-plan";
import { Confirm } from "publisher/confirm";
import { type EchoChannel, Echoes } from "publisher/echoes";
import type { PublisherOptions, PublisherPort } from "publisher/options";
import { Thinning } from "publisher/thinning";

/** So soon behind a publish a close has probably to do with it. */
const HINT_MS = 3_000;
/** A journal as full as this has no room for rows that wait for an echo in vain. */
const CROWDED = 0.5;

/**
 * The schedule of all channels. Rows close on time whatever the network does; while a session is ready they leave in order,
 * each channel at its pace, and one PINGREQ follows the last PUBLISH of every burst: its PINGRESP is the only proof at
 * QoS 0 that the broker read what went before.
 */
export class Publisher implements ClientListener {
	private readonly options: PublisherOptions;
	private readonly _channels: readonly Channel[];
	/** What the client is to subscribe to for it, so that channels tell what has arrived; undefined for nothing. */
	readonly subscriptions: Subscriptions | undefined;
	private readonly alarm: Alarm;
	private port: PublisherPort | undefined;
	private ready = false;
	/** The birth message is due. */
	private unborn = false;
	/** Which channel goes first: the one that found no room. */
	private turn = 0;
	/** Something was published that no PINGREQ covers yet. */
	private uncovered = false;
	/** Ticks of the last publish. */
	private published = Number.NEGATIVE_INFINITY;
	/** Undefined for intervals as they are set. */
	private readonly thinning: Thinning | undefined;
	/** Rows of channels that were there before new settings, and are no more. */
	private _strays: readonly Rows[] = NOTHING;

	/** Opens the rows of its channels, so that the publisher before must be stopped. */
	constructor(options: PublisherOptions) {
		const { clock, log, live, journal } = options;
		this.options = options;
		this.thinning = options.thin === true ? new Thinning() : undefined;
		const thinning = this.thinning;
		const echoes: EchoChannel[] = [];
		const crowded = (): boolean => journal.level >= CROWDED;
		this._channels = options.channels.map((plan) => {
			const rows = plan.timeless ? new NewestRows() : journal.rows(rowsOf(plan));
			const confirm = plan.echo ? new Confirm({ clock, log, number: plan.number, rows, crowded }) : undefined;
			if (confirm) echoes.push({ id: plan.id, confirm });
			return new Channel({ plan, clock, log, live, thinning, rows, confirm });
		});
		if (echoes.length > 0) this.subscriptions = new Echoes(echoes, () => this.onRoom()).subscriptions;
		this.alarm = clock.alarm(this.run, new Guard<Publisher>(this.fail, this));
	}

	/** Starts the schedule; `port` is the client whose listener this is. */
	start(port: PublisherPort): void {
		this.port = port;
		for (const channel of this._channels) channel.start();
		this.rest();
	}

	/** Stops the schedule. Safe to call twice. */
	stop(): void {
		this.port = undefined;
		this.ready = false;
		this.alarm.clear();
	}

	/** Before a restart that is wished: closes every row that has a reading, and brings all rows to flash, where there is one. */
	finish(): void {
		for (let i = 0; i < this._channels.length; i++) this._channels[i].finish();
		this.options.journal.flush();
	}

	/** Rows of all channels that are not proved yet. */
	get kept(): number {
		let kept = 0;
		for (let i = 0; i < this._channels.length; i++) kept += this._channels[i].rows.kept;
		return kept;
	}

	/** How full the journal is, 0 to 1. */
	get level(): number {
		return this.options.journal.level;
	}

	/** Whether rows outlive a restart. */
	get durable(): boolean {
		return this.options.journal.durable;
	}

	/** Rows kept of channels that are no longer in the settings: they wait until they are set again, or until there is no more room. */
	get strays(): number {
		let kept = this.options.journal.foreign;
		for (const rows of this._strays) kept += rows.kept;
		return kept;
	}

	/** The channels, in the order of the plan. To be looked at, not to be told anything. */
	get channels(): readonly Channel[] {
		return this._channels;
	}

	/**
	 * Goes on where the publisher before new settings was, which must be stopped: each channel with its pace and what it has summed up. Rows
	 * are in the journal: those of a channel that is no longer there stay in it. What has no time and no heir is lost, and told. Before `start`.
	 */
	adopt(before: Publisher): void {
		const strays = [...before._strays];
		for (const old of before._channels) {
			const heir = this._channels.find(({ plan }) => plan.id === old.plan.id);
			heir?.adopt(old);
			if (!heir) this.tell(old, "it is no longer in the settings");
			else if (!heir.takesAfter(old)) this.tell(old, "its rows are of another kind now");
			if (!old.plan.timeless) strays.push(old.rows);
		}
		const isStray = (rows: Rows, i: number): boolean =>
			strays.indexOf(rows) === i && !this._channels.some((channel) => channel.rows === rows);
		this._strays = orNothing(strays.filter(isStray));
		if (before.thinning) this.thinning?.adopt(before.thinning);
	}

	/** Closes the rows of all channels now, besides their schedule, and sends what the pace allows. True when a row waits to be proved. */
	closeNow(): boolean {
		let waiting = false;
		for (let i = 0; i < this._channels.length; i++) waiting = this._channels[i].closeNow() || waiting;
		if (this.port) this.run();
		return waiting;
	}

	/** Takes a sample of sensor number `sensor` (its place in the plan). */
	accept(sensor: number, values: Float64Array): void {
		for (let i = 0; i < this._channels.length; i++) this._channels[i].accept(sensor, values);
	}

	onReady(): void {
		for (let i = 0; i < this._channels.length; i++) this._channels[i].ready();
		if (!this.port) return;
		this.ready = true;
		this.unborn = this.options.birth !== undefined;
		this.run();
	}

	/** The board has learned the time, or its clock was set: rows get theirs, and what is due by the clock is looked at anew. */
	onTime(): void {
		this.options.journal.onTime();
		if (this.port) this.run();
	}

	onRoom(): void {
		if (this.port) this.run();
	}

	onProved(): void {
		let proved = false;
		for (let i = 0; i < this._channels.length; i++) proved = this._channels[i].proved() || proved;
		if (proved) this.options.onProved?.();
		this.cover();
		if (this.port) this.rest(); // the next messages may go, or the wait for an echo begins
	}

	onLost(failure: Failure): void {
		this.explain(failure);
		this.ready = false;
		this.uncovered = false;
		for (let i = 0; i < this._channels.length; i++) this._channels[i].lost();
	}

	private tell({ plan, rows: { kept } }: Channel, why: string): void {
		if (kept === 0) return;
		const what = kept === 1 ? "1 row that was not proved" : `${kept} rows that were not proved`;
		const fate = plan.timeless ? "had to go" : "cannot be sent now, and stay in the journal while it has room";
		this.options.log.error(`channel ${plan.id}: ${what} ${fate}: ${why}`);
	}

	/** No negative answer to a PUBLISH exists in MQTT 3.1.1: a broker that minds one just closes. One that was proved it did not mind. */
	private explain(failure: Failure): void {
		const { clock, log } = this.options;
		const unproved = this._channels.some(({ rows }) => rows.kept > rows.unsent);
		if (failure !== Failure.Closed || !unproved || clock.ticks - this.published > HINT_MS) return;
		log.error("the broker closed right behind a publish: may this device publish to each of its channels?");
	}

	private run(): void {
		this.thinning?.look(this.options.journal.level);
		this.close();
		if (this.ready) this.drain();
		this.rest();
	}

	/** Rows that are due are closed, and in flash together before any of them is sent. */
	private close(): void {
		const { journal } = this.options;
		journal.gathering = true;
		for (let i = 0; i < this._channels.length; i++) this._channels[i].close();
		journal.gathering = false;
	}

	/** In turns, one message a channel, as long as there is one that may go: no channel keeps another from its own. */
	private drain(): void {
		const port = this.port;
		if (!port || !this.greet(port)) return;
		while (this.pass(port));
		this.cover();
	}

	/** One turn of all channels; true when another one may send more. */
	private pass(port: PublisherPort): boolean {
		const count = this._channels.length;
		let more = false;
		for (let i = 0; i < count; i++) {
			const number = (this.turn + i) % count;
			const outcome = this._channels[number].send(port);
			if (outcome === Outcome.Sent || outcome === Outcome.TooLong) {
				this.uncovered = more = true; // one that was left out, too, is behind us with the next PINGRESP
				if (outcome === Outcome.Sent) this.published = this.options.clock.ticks;
			} else if (outcome === Outcome.NoRoom || outcome === Outcome.Failed) {
				this.turn = number;
				return false;
			}
		}
		return more;
	}

	/** Publishes the birth message where it is due. False while it finds no room. */
	private greet(port: PublisherPort): boolean {
		const { birth } = this.options;
		if (!this.unborn || !birth) return true;
		const outcome = port.publish(birth.topic, birth.payload);
		this.unborn = outcome !== Outcome.Sent && outcome !== Outcome.TooLong;
		return !this.unborn;
	}

	/** Marks what the PINGREQ covers only when it was really written behind it: an older one's PINGRESP proves nothing of it. */
	private cover(): void {
		if (!this.uncovered || !this.port?.barrier()) return;
		this.uncovered = false;
		for (let i = 0; i < this._channels.length; i++) this._channels[i].barrier();
	}

	/** Sleeps until the next row is due or, with a session, the next message may go. */
	private rest(): void {
		let next = Number.POSITIVE_INFINITY;
		for (let i = 0; i < this._channels.length; i++) {
			const channel = this._channels[i];
			next = Math.min(next, channel.due, this.ready ? channel.sendable : next);
		}
		if (next < Number.POSITIVE_INFINITY) this.alarm.set(this.wait(next));
	}

	/** A message that was allowed but found no room waits for onRoom, looked at again after a second in case none comes. */
	private wait(next: number): number {
		const wait = next - this.options.clock.ticks;
		return wait > 0 ? wait : 1_000;
	}

	private fail(error: unknown): void {
		this.stop();
		this.options.onFault(error);
	}
}
