import { ContentType } from "./records";
import type { PassedRecord } from "./relay";

/** What one kind of message takes on the way out, each. */
export interface Cost {
	readonly records: number;
	/** On TCP: records with their headers. */
	readonly bytes: number;
	/** Calls that gave TCP bytes of it. */
	readonly writes: number;
}

/** Bytes on TCP up to the first message of either side, tickets and all. */
export interface Handshake {
	readonly resumed: boolean;
	readonly sent: number;
	readonly heard: number;
}

/** What is known of a connection besides its records. */
export interface Told {
	/** The lengths of the client's writes, in order. */
	readonly writes: readonly number[];
	/** PUBLISH packets that the broker has taken. */
	readonly publishes: number;
	/** Packets without a body that it has taken: PINGREQ, DISCONNECT. They are the shortest there are. */
	readonly bare: number;
}

/** The handshake of a connection (TLS 1.2). Where a session is resumed, the server is the first to change to the new keys (RFC 5246 §7.3). */
export function handshakeOf(records: readonly PassedRecord[]): Handshake {
	const first = (sent: boolean): number => {
		const message = records.find((record) => record.sent === sent && record.type === ContentType.ApplicationData);
		if (!message) throw new Error("a TLS handshake has not ended");
		return message.start;
	};
	const change = records.find(({ type }) => type === ContentType.ChangeCipherSpec);
	return { resumed: change?.sent === false, sent: first(true), heard: first(false) };
}

/**
 * What each PUBLISH and each packet without a body has cost. What the client sent before the server's first message is its CONNECT, and is not counted. Throws when
 * not all writes are told.
 */
export function costsOf(records: readonly PassedRecord[], told: Told): { readonly publish: Cost; readonly bare: Cost } {
	const connack = records.findIndex(({ sent, type }) => !sent && type === ContentType.ApplicationData);
	const messages = records.slice(connack).filter(({ sent, type }) => sent && type === ContentType.ApplicationData);
	const written = told.writes.reduce((sum, length) => sum + length, 0);
	if (messages.some(({ end }) => end > written)) throw new Error("writes are missing: not all of them were counted");
	const byLength = messages.toSorted((a, b) => lengthOf(a) - lengthOf(b));
	return {
		bare: costOf(byLength.slice(0, told.bare), told.writes, told.bare),
		publish: costOf(byLength.slice(told.bare), told.writes, told.publishes),
	};
}

function lengthOf({ start, end }: PassedRecord): number {
	return end - start;
}

function costOf(records: readonly PassedRecord[], writes: readonly number[], packets: number): Cost {
	let bytes = 0;
	for (const record of records) bytes += lengthOf(record);
	return { records: records.length / packets, bytes: bytes / packets, writes: touching(records, writes) / packets };
}

/** How many of these writes have a part of one of these records. */
function touching(records: readonly PassedRecord[], writes: readonly number[]): number {
	let end = 0;
	let count = 0;
	for (const length of writes) {
		const start = end;
		end += length;
		if (records.some((record) => record.start < end && record.end > start)) count++;
	}
	return count;
}
