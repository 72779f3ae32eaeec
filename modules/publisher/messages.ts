import type { Encodable } from "core/encodable";
import { nibble } from "core/nibbles";
import { Message } from "feed/message";
import { ChannelFeed, FieldFeed, type Update } from "feed/payload";
import { Slot } from "feed/template";
import { channelFeedTopic, fieldFeedTopic, type Topic } from "feed/topic";
import type { ChannelPlan } from "publisher/channel-plan";
import type { FieldsPlan } from "publisher/fields-plan";

/** What a template can tell of the board. */
export interface Live {
	/** Strength of the access point in dBm; NaN where there is none. */
	rssi(): number;
	/** Samples of all sensors that failed since boot. */
	faults(): number;
}

/** Whether the channel's messages tell of the board. */
export function isLive({ custom, status }: ChannelPlan): boolean {
	return custom?.payload.live ?? status?.live ?? false;
}

/** What the messages of one channel look like: ThingSpeak's, or by templates. */
export class Messages {
	private readonly plan: ChannelPlan;
	private readonly live: Live | undefined;
	/** A template tells of the board. */
	private readonly alive: boolean;
	/** Live.faults() at the last message. */
	private _faults = 0;
	private readonly topics: readonly Topic[];
	/** Of all fields, or of the one that it is told. */
	private readonly _payload: Encodable & { field?: number };

	/** Writes what `update` holds at the time. Without `live` templates know neither RSSI nor faults. */
	constructor(plan: ChannelPlan, update: Update, live: Live | undefined) {
		const { id, fields, perField, custom } = plan;
		this.plan = plan;
		this.live = live;
		if (custom) {
			this.topics = custom.topics;
			this._payload = new Message(update, custom.payload, custom.names);
		} else {
			this.topics = perField ? fieldFeedTopics(id, fields) : [channelFeedTopic(id)];
			this._payload = perField ? new FieldFeed(update) : new ChannelFeed(update);
		}
		this.alive = isLive(plan);
	}

	/** The topic of the message of the plan's field number `at`, or of the one message of all fields: 0. */
	topic(at: number): Topic {
		return this.topics[at];
	}

	/** Its payload. Valid until this is asked again. */
	payload(at: number): Encodable {
		const { perField, fields } = this.plan;
		if (perField) this._payload.field = nibble(fields.places, at);
		return this._payload;
	}

	/** Goes on counting faults where the messages before new settings stopped. */
	adopt(before: Messages): void {
		this._faults = before._faults;
	}

	/** Puts what templates tell of the board into the update's `live`: as it is now, not as it was when the row was closed. */
	fill(live: Float64Array, ticks: number, backlog: number): void {
		if (!this.alive) return;
		live[Slot.Uptime] = Math.floor(ticks / 1_000);
		live[Slot.Rssi] = this.live?.rssi() ?? Number.NaN;
		live[Slot.Faults] = this.live ? this.live.faults() - this._faults : Number.NaN;
		live[Slot.Backlog] = backlog;
	}

	/** A message was sent: faults count anew. */
	sent(): void {
		if (this.live) this._faults = this.live.faults();
	}

	/** What a person is told of a message that does not fit. */
	get tooLong(): string {
		const { number, custom } = this.plan;
		const name = `channel.${number}`;
		const room = custom ? "the packet buffer" : "3000 bytes or the packet buffer";
		const what = custom ? `${name}.payload or ${name}.topic` : `${name}.status`;
		return `${name}: an update does not fit ${room} and was left out, as the next ones may be: shorten ${what}`;
	}
}

function fieldFeedTopics(id: string, fields: FieldsPlan): readonly Topic[] {
	return Array.from({ length: fields.length }, (_, i) => fieldFeedTopic(id, nibble(fields.places, i) + 1));
}
