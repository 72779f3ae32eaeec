import { decimalsOf } from "core/decimal";
import type { Encodable } from "core/encodable";
import type { Log } from "core/log";
import { nibble, withNibble } from "core/nibbles";
import { Outcome } from "core/result";
import { FIELDS, Update } from "feed/payload";
import type { Rows } from "journal/rows";
import type { TopicName } from "mqtt/packet";
import type { ChannelPlan } from "publisher/channel-plan";
import { isLive, type Live, Messages } from "publisher/messages";

/** What a channel needs of the MQTT client. */
export interface PublishPort {
	publish(topic: TopicName, payload: Encodable): Outcome;
}

/** The row of a channel that goes out next, as one message, or field by field. */
export class Outgoing {
	private readonly plan: ChannelPlan;
	private readonly log: Log;
	private readonly update: Update;
	private readonly messages: Messages;
	/** The update has more decimals than are planned. */
	private finer = false;
	/** Which of the plan's fields goes next, for field feeds. */
	private cursor = 0;
	/** A message did not fit; that is told once. */
	private tooLong = false;

	/** Without `live` templates know neither RSSI nor faults. */
	constructor(plan: ChannelPlan, log: Log, live: Live | undefined) {
		this.plan = plan;
		this.log = log;
		this.update = new Update(isLive(plan));
		this.messages = new Messages(plan, this.update, live);
		this.planDigits();
		this.update.status = plan.status;
		this.update.position = plan.position;
	}

	/** Values of the row that was looked at last; `send` looks anew. */
	get values(): number[] {
		return this.update.values;
	}

	/** Some of a row's field feeds were sent, and some were not. */
	get underWay(): boolean {
		return this.cursor > 0;
	}

	/** created_at of the row that was looked at last, in milliseconds since 1970; 0 for none. */
	get time(): number {
		return this.update.time;
	}

	/** Goes on counting faults where the channel before new settings stopped. */
	adopt(before: Outgoing): void {
		this.messages.adopt(before.messages);
	}

	/** The connection ended: a row that is under way begins again. */
	reset(): void {
		this.cursor = 0;
	}

	/** Sends one message of the oldest row of `rows` that was not sent, which is told when it was the row's last. `Offline` when there was none. */
	send(port: PublishPort, rows: Rows, ticks: number): Outcome {
		if (!rows.peek(this.update)) return Outcome.Offline;
		this.setDigits();
		this.messages.fill(this.update.live, ticks, rows.unsent - 1);
		const outcome = this.plan.perField ? this.sendField(port, rows) : this.sendRow(port, rows);
		if (outcome === Outcome.Sent) this.messages.sent();
		return outcome;
	}

	/**
	 * A row of other settings may have a field that is not planned any more, or more decimals than are planned now. Since a row's values are
	 * rounded to their decimals when it is closed, each shows by itself how many it needs at least.
	 */
	private setDigits(): void {
		if (this.finer) this.planDigits();
		const { update } = this;
		const { values, digits } = update;
		for (let i = 0; i < FIELDS; i++) {
			const value = values[i];
			if (!Number.isFinite(value)) continue;
			const planned = (digits >> (4 * i)) & 0xf;
			const needed = decimalsOf(value, planned);
			if (needed === planned) continue;
			update.digits = withNibble(update.digits, i, needed);
			this.finer = true;
		}
	}

	/** The update has the decimals that are planned, 0 where no field is. */
	private planDigits(): void {
		const { fields } = this.plan;
		let digits = 0;
		for (let i = 0; i < fields.length; i++)
			digits = withNibble(digits, nibble(fields.places, i), nibble(fields.digits, i));
		this.update.digits = digits;
		this.finer = false;
	}

	private sendRow(port: PublishPort, rows: Rows): Outcome {
		const outcome = this.publish(port, 0);
		if (outcome === Outcome.Sent || outcome === Outcome.TooLong) rows.sent();
		return outcome;
	}

	private sendField(port: PublishPort, rows: Rows): Outcome {
		const { fields } = this.plan;
		while (this.cursor < fields.length && !Number.isFinite(this.update.values[nibble(fields.places, this.cursor)]))
			this.cursor++;
		let outcome = Outcome.Offline;
		if (this.cursor < fields.length) {
			outcome = this.publish(port, this.cursor);
			if (outcome === Outcome.Sent || outcome === Outcome.TooLong) this.cursor++;
		}
		if (this.cursor < fields.length) return outcome;
		this.cursor = 0;
		rows.sent();
		return outcome;
	}

	/** Message number `at` of the row. */
	private publish(port: PublishPort, at: number): Outcome {
		const outcome = port.publish(this.messages.topic(at), this.messages.payload(at));
		if (outcome === Outcome.TooLong && !this.tooLong) {
			this.tooLong = true;
			this.log.error(this.messages.tooLong);
		}
		return outcome;
	}
}
