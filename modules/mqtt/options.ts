import type { Clock } from "core/clock";
import type { Log } from "core/log";
import type { Failure } from "core/result";
import type { ConnectOptions } from "mqtt/connect";
import type { TransportOptions } from "mqtt/transport";

/** What the client tells its owner. Never called from inside one of its methods. */
export interface ClientListener {
	/** It may publish now. Nothing sent on an earlier connection is certain unless onProved said so. */
	onReady(): void;
	/** The broker has read every packet written before the last PINGREQ of this connection. */
	onProved(): void;
	/** There is room in the transport again. */
	onRoom(): void;
	/** The session is over; what was not proved may be lost. */
	onLost(failure: Failure): void;
}

/** Everything the client is given. The options object is never changed. */
export interface ClientOptions {
	readonly clock: Clock;
	/** Numbers in [0, 1), for the jitter. */
	readonly random: () => number;
	readonly log: Log;
	readonly listener: ClientListener;
	/** A defect was caught at the edge: the client has closed and will not come back by itself. Must not throw. */
	readonly onFault: (error: unknown) => void;
	/** Class and options of the transport; a new one is made for each network connection. */
	readonly transport: TransportOptions;
	readonly connect: ConnectOptions;
	/** Every attempt waits as long as one that cannot help soon, the first one too: for a board that must not be hurried (safe mode). */
	readonly slow?: boolean;
	/** The one buffer every outbound packet is built in. It must hold the longest packet and FIXED_HEADER_MAX bytes. */
	readonly packet: Uint8Array;
}
