import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { FakeWire } from "fakes/transport";
import { fromHex } from "harness";
import { Client } from "mqtt/client";
import type { ConnectOptions } from "mqtt/connect";
import type { ClientListener, Subscriptions } from "mqtt/options";

/** CONNACK with return code 0. */
export const CONNACK = fromHex("20020000");
/** PINGRESP. */
export const PINGRESP = fromHex("d000");

/** Remembers what the client told its owner. */
export class RecordingListener implements ClientListener {
	readonly events: string[] = [];
	onReady(): void {
		this.events.push("ready");
	}
	onProved(): void {
		this.events.push("proved");
	}
	onRoom(): void {
		this.events.push("room");
	}
	onLost(failure: number): void {
		this.events.push(`lost ${failure}`);
	}
}

/** What a test may choose. */
export interface BenchOptions {
	readonly clock?: FakeClock;
	readonly connect?: Partial<ConnectOptions>;
	readonly random?: () => number;
	readonly packetSize?: number;
	readonly slow?: boolean;
	readonly subscriptions?: Subscriptions;
	/** What a write costs the transport besides its packet. */
	readonly overhead?: number;
}

/** A client with everything around it in the test's hands. */
export function bench(options: BenchOptions = {}) {
	const { clock = new FakeClock() } = options;
	const wire = new FakeWire();
	wire.overhead = options.overhead ?? 0;
	const log = new RecordingLog();
	const listener = new RecordingListener();
	const faults: unknown[] = [];
	const packet = new Uint8Array(options.packetSize ?? 256);
	const client = new Client({
		clock,
		random: options.random ?? (() => 0.5),
		log,
		listener,
		onFault: (error) => faults.push(error),
		transport: wire.options,
		connect: { clientId: fromHex("6964"), keepAliveS: 240, ...options.connect },
		packet,
		slow: options.slow ?? false,
		subscriptions: options.subscriptions,
	});
	return { client, clock, wire, log, listener, faults, packet };
}

/** As `bench`, with a session that is ready and its first bytes taken. */
export function connected(options: BenchOptions = {}) {
	const all = bench(options);
	all.client.open();
	all.clock.advance(0);
	all.wire.last.open();
	all.wire.last.receive(CONNACK);
	all.wire.last.take();
	all.log.take();
	all.listener.events.splice(0);
	return all;
}
