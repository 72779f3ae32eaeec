import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { NativeCore } from "fakes/native-core";
import { channelPlan, type PlanChanges } from "fakes/plans";
import { ramJournal } from "fakes/ram-journal";
import { Client } from "mqtt/client";
import { PacketType } from "mqtt/packet";
import { TlsTransport } from "net/tls";
import type { TlsSession } from "net/tls/session";
import { type TlsSocketOptions, TlsStream } from "net/tls/stream";
import { Publisher } from "publisher/publisher";
import { type Line, RelayedTcp, relay } from "./flights";

/** One way, on the client's clock. */
const ONE_WAY_MS = 100;
/** Until rows are due, and the pace allows the first message. */
const ROW_MS = 60_000;

/** Where the firmware goes. */
export interface Visit {
	/** Where tls-remote was built. */
	readonly program: string;
	readonly port: number;
	/** PEM. */
	readonly ca: string;
	/** Of the visit before, or an empty one. It has this one's afterwards. */
	readonly session: TlsSession;
	readonly channel?: PlanChanges;
	/** The server's bytes arrive in pieces of so many; as they come when not given. */
	readonly piece?: number;
}

class Tls extends TlsStream {
	constructor(options: TlsSocketOptions & { readonly core: NativeCore }) {
		super(options.core, options);
	}
}

/**
 * The firmware from its publisher down to the TLS core in C, with a row that waits, visits a broker at the other end of a relay that counts
 * (fakes/flights), until the flight with the first PUBLISH has been carried. `end` says goodbye.
 */
export async function visit({ program, port, ca, session, channel, piece }: Visit) {
	const clock = new FakeClock();
	const log = new RecordingLog();
	const onFault = (error: unknown): never => {
		throw error;
	};
	const channels = [channelPlan(channel)];
	const publisher = new Publisher({ clock, log, journal: ramJournal(clock), channels, onFault });
	const line: Line = { tcp: undefined };
	/** Which packets each flight had. */
	const packets: number[][] = [];
	let flight = 0;
	const core = new WatchedCore(program, (type) => {
		packets[flight - 1].push(type);
	});
	const transport = {
		io: TlsTransport,
		host: "localhost",
		port,
		ca,
		session,
		resolver: { resolve: (_host: string, answer: (address: string) => void) => answer("127.0.0.1") },
		socket: { io: RelayedTcp, line },
		tls: { io: Tls, core },
	};
	const client = new Client({
		clock,
		random: () => 0.5,
		log,
		listener: publisher,
		onFault,
		transport: transport as never,
		connect: { clientId: Buffer.from("station"), keepAliveS: 240 },
		packet: new Uint8Array(1_536),
		subscriptions: publisher.subscriptions,
	});
	publisher.start(client);
	publisher.accept(0, Float64Array.of(21.5));
	clock.advance(ROW_MS);
	client.open();
	clock.advance(0);
	const connected = clock.ticks;
	const { flights, end } = await relay(port, {
		line,
		travel: () => clock.advance(ONE_WAY_MS),
		turn(number) {
			flight = number;
			while (packets.length < number) packets.push([]);
		},
		done: () => packets.some((types) => types.includes(PacketType.Publish)),
		...(piece === undefined ? {} : { piece }),
	});
	const { resumed } = core;
	return {
		flights,
		packets: packets.map((types) => [...types]),
		resumed,
		nodelay: line.tcp?.nodelay,
		/** From TCP connect to the arrival of the last flight, by the firmware's clock, on which nothing passes but the way. */
		roundTrips: (clock.ticks - connected) / (2 * ONE_WAY_MS),
		log,
		end(): void {
			client.close();
			publisher.stop();
			end();
		},
	};
}

/** Tells the type of each MQTT packet that goes into a record. */
class WatchedCore extends NativeCore {
	readonly #onPacket: (type: number) => void;

	constructor(program: string, onPacket: (type: number) => void) {
		super(program);
		this.#onPacket = onPacket;
	}

	override write(buffer: Uint8Array, from: number, to: number): boolean {
		this.#onPacket(buffer[from]);
		return super.write(buffer, from, to);
	}
}
