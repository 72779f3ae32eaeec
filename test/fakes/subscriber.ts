import { toAscii } from "core/utf8";
import { bench, CONNACK } from "fakes/client";
import { Phase } from "mqtt/client";
import type { InboundMessage, MessageListener } from "mqtt/options";

/** Remembers what arrived, one line an event. */
export class RecordingInbox implements MessageListener {
	readonly events: string[] = [];
	onSession(): void {
		this.events.push("session");
	}
	onResult(index: number, result: number): void {
		this.events.push(`result ${index} ${result}`);
	}
	onMessage({ body, topicEnd, payload, kept, remaining, retained }: InboundMessage): void {
		const text = kept - payload > 40 ? `${kept - payload} bytes` : toAscii(body, payload, kept);
		const flags = `${retained ? " retained" : ""}${remaining > kept ? " cut" : ""}`;
		this.events.push(`${toAscii(body, 2, topicEnd)} ${text}${flags}`);
	}
	/** What was told since the last call. */
	take(): string[] {
		return this.events.splice(0);
	}
}

/** The bytes of ASCII text. */
export function asciiBytes(text: string): Uint8Array {
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** A client that subscribes to these filters, and has had its CONNACK. */
export function subscribing(filters: readonly string[], room = 4_096) {
	const inbox = new RecordingInbox();
	const all = bench({ subscriptions: { filters: filters.map(asciiBytes), listener: inbox } });
	/** Lets the client connect (again), up to its CONNACK. */
	const connect = (): void => {
		for (let s = 0; all.client.phase !== Phase.Opening && s < 600; s++) all.clock.advance(1_000);
		all.wire.last.open(room);
		all.wire.last.take();
		all.wire.last.receive(CONNACK);
	};
	all.client.open();
	connect();
	return { ...all, inbox, connect };
}
