import type { Clock } from "core/clock";
import type { Log } from "core/log";
import { Update } from "feed/payload";
import type { Rows } from "journal/rows";
import { SubscribeResult } from "mqtt/options";

/**
 * The longest wait for an echo, from the PINGRESP behind the row: the broker has read it by then, so that what counts is the broker's time alone, not
 * that of a slow network, on which a row would be sent again while its bytes still wait to leave.
 */
export const ECHO_MS = 30_000;
/** A row that the broker has read so often, without an echo, is given up. */
export const SENDS_MAX = 4;
/** So many rows in a row without an echo, and there is probably none to be had. */
export const SILENT_ROWS = 2;

/** What a confirm is given. */
export interface ConfirmOptions {
	readonly clock: Clock;
	readonly log: Log;
	/** 1 to 10, as in the settings. */
	readonly number: number;
	/** The rows of the channel, of which this settles what was sent. */
	readonly rows: Rows;
	/** The journal fills: rows that wait for an echo in vain would cost others their place. */
	readonly crowded: () => boolean;
}

/** What is believed of a row that was sent. */
const enum Proof {
	/** The PINGRESP behind it: there is no subscription, so there is no echo. */
	Barrier = 0,
	/** The broker has not said yet whether there will be echoes: nothing is sent. The client's SUBACK deadline ends it. */
	Undecided = 1,
	/** Its echo. */
	Echo = 2,
}

/** Where the one row is that is under way. */
const enum Way {
	/** There is none. */
	None = 0,
	/** It was written. */
	Sent = 1,
	/** The broker has read it, and its echo is due. */
	Read = 2,
}

/**
 * What proves the rows of one channel that asks for echoes (channel.<n>.confirm=echo): a row is settled when the channel itself has told its
 * created_at (ThingSpeak, "Subscribe to a Channel Feed"). One row is under way at a time. When its echo does not come it is sent again, as often
 * as SENDS_MAX says, and then counted as unconfirmed, so that the queue goes on. How often the broker has read a row is kept when the connection
 * ends: otherwise one that ends each minute would keep the queue from ever going on. A row without created_at has no echo of its own, so the
 * barrier proves it, as it does all rows when the broker refuses the subscription.
 */
export class Confirm {
	private readonly options: ConfirmOptions;
	private proof = Proof.Barrier;
	private way = Way.None;
	/** To look at a row that is to be sent again. */
	private readonly update = new Update(false);
	/** created_at of the row that was sent last and is not settled; 0 for none. */
	private time = 0;
	/** How often the broker has read that row. */
	private reads = 0;
	/** Ticks until which its echo may come. */
	private deadline = 0;
	/** Rows given up since the last echo. */
	private silent = 0;
	/** A row was given up; that is told once. */
	private told = false;
	/** That there are no echoes is told once, until there are. */
	private deaf = false;

	constructor(options: ConfirmOptions) {
		this.options = options;
	}

	/** Goes on where the channel was before new settings. For one that is new itself. */
	adopt(before: Confirm): void {
		this.time = before.time;
		this.reads = before.reads;
		this.silent = before.silent;
		this.told = before.told;
		this.deaf = before.deaf;
	}

	/** A session begins, in which the channel is subscribed to. */
	onSession(): void {
		this.proof = Proof.Undecided;
	}

	/** What became of the subscription. */
	onResult(result: SubscribeResult): void {
		if (result === SubscribeResult.Closed) return; // the session is over
		const granted = result <= SubscribeResult.Granted2;
		this.proof = granted ? Proof.Echo : Proof.Barrier;
		if (granted) this.deaf = false;
		else if (!this.deaf) this.tellDeaf();
	}

	/** Ticks from which there is something to send or to give up, where the channel's pace allows a message from `allowed`; Infinity for nothing. */
	next(allowed: number): number {
		if (this.proof === Proof.Undecided || this.way === Way.Sent) return Number.POSITIVE_INFINITY;
		if (this.way === Way.Read) return Math.max(this.deadline, allowed);
		return this.options.rows.unsent > 0 ? allowed : Number.POSITIVE_INFINITY;
	}

	/** The turn that `next` told of has come: a row whose echo is overdue goes back to be sent again, or is given up. */
	resume(): void {
		if (this.way !== Way.Read) return;
		this.way = Way.None;
		if (this.reads < this.most) this.options.rows.rewind();
		else this.giveUp();
	}

	/** The oldest row was sent with this created_at, 0 for none. */
	sent(time: number): void {
		if (this.proof !== Proof.Echo) return;
		if (time !== this.time) this.reads = 0;
		this.time = time;
		this.way = Way.Sent;
	}

	/** The oldest row can never be sent, and is left out. */
	left(): void {
		if (this.proof === Proof.Echo) this.settle();
	}

	/** A PINGREQ that was written behind the rows sent was answered; `covered`: behind the last one, too. */
	proved(covered: boolean): void {
		const { rows, clock } = this.options;
		if (this.proof !== Proof.Echo) return rows.proved();
		if (!covered || this.way !== Way.Sent) return;
		if (this.time === 0) return this.settle();
		this.way = Way.Read;
		this.reads++;
		this.deadline = clock.ticks + (this.most > 1 ? ECHO_MS : 0);
	}

	/**
	 * The channel has told an entry with this created_at. True when it is that of the row that is under way, which is then settled; or of one that
	 * is to be sent again: a broker that tells the last entry to whom subscribes has told of it.
	 */
	echo(time: number): boolean {
		const { rows } = this.options;
		if (this.proof !== Proof.Echo || time === 0 || time !== this.time) return false;
		if (this.way === Way.None) {
			if (!rows.peek(this.update) || this.update.time !== time) return false; // it had to go meanwhile
			rows.sent();
		}
		this.silent = 0;
		this.settle();
		return true;
	}

	/** The connection ended. Before the rows are rewound: a row that the broker has read often enough does not go again. */
	lost(): void {
		if (this.way === Way.Read && this.reads >= this.most) this.giveUp();
		this.way = Way.None;
		this.proof = Proof.Barrier;
	}

	/** How often a row is to be read at most: once where there was no echo lately and the journal fills, so that no row costs another its place. */
	private get most(): number {
		return this.silent >= SILENT_ROWS && this.options.crowded() ? 1 : SENDS_MAX;
	}

	/** The one row that was sent is done with. */
	private settle(): void {
		const { rows } = this.options;
		this.way = Way.None;
		this.time = this.reads = 0;
		rows.settle();
	}

	private giveUp(): void {
		const { rows, log, number } = this.options;
		this.silent++;
		rows.giveUp();
		const reads = this.reads;
		this.time = this.reads = 0;
		const times = reads === 1 ? "once" : `${reads} times`;
		if (!this.told)
			log.error(
				`channel.${number}: the broker has read an update ${times}, but the channel did not show it: counted as unconfirmed, as others may be (see queue)`,
			);
		this.told = true;
	}

	private tellDeaf(): void {
		this.deaf = true;
		this.options.log.error(
			`channel.${this.options.number}.confirm: no echo without a subscription to the channel, so the barrier alone proves its updates: let this device subscribe to it`,
		);
	}
}
