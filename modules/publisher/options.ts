import type { Clock } from "core/clock";
import type { Log } from "core/log";
import type { Journal } from "journal/journal";
import type { ChannelPlan } from "publisher/channel-plan";
import type { Live } from "publisher/messages";
import type { PublishPort } from "publisher/outgoing";
import type { BirthPlan } from "publisher/session-plan";

/** What the publisher needs of the MQTT client. */
export interface PublisherPort extends PublishPort {
	/** Writes a PINGREQ behind everything published; false when it cannot now. */
	barrier(): boolean;
}

/** What the publisher is given. */
export interface PublisherOptions {
	readonly clock: Clock;
	readonly log: Log;
	/** Where rows are kept. It outlives the publisher, which alone uses it while it runs. */
	readonly journal: Journal;
	readonly channels: readonly ChannelPlan[];
	/** Intervals are stretched while the journal fills (publisher/thinning). */
	readonly thin?: boolean;
	/** What is published first on each connection; undefined for nothing. */
	readonly birth?: BirthPlan | undefined;
	readonly live?: Live | undefined;
	/** A defect was caught: nothing is published any more. Must not throw. */
	onFault(error: unknown): void;
	/** The broker has proved to have read a message of ours. */
	onProved?(): void;
}
