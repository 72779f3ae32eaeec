import { Journal } from "journal/journal";
import { Client } from "mqtt/client";
import type { ClientListener } from "mqtt/options";
import { TlsTransport } from "net/tls";
import { type TlsSocketOptions, TlsStream } from "net/tls/stream";
import { makePlan, type Plan } from "publisher/plan";
import { modelFacts } from "sensors/catalog";
import { Settings } from "settings/settings";
import { BenchClock } from "./clock";
import { BenchCore, BenchTcp, Line } from "./line";
import { QUIET } from "./quiet";

/** 2026-11-22T10:00:00Z. */
export const EPOCH = 1_795_341_600_000;
/** As firmware/assembly has it. */
const PACKET_MAX = 1_536;

/** ThingSpeak's: client identifier and user name are the same 23 letters, the password has 24. */
const SETTINGS = {
	"mqtt.host": "mqtt3.thingspeak.com",
	"mqtt.clientId": "GCE6DBgUExQtKAIwMSYPBSU",
	"mqtt.userName": "GCE6DBgUExQtKAIwMSYPBSU",
	"mqtt.password": "abcdefghijklmnopqrstuvwx",
	"sensor.air.model": "simulated",
	"channel.1.id": "2345678",
};

/** field1 to field8. */
const FIELDS = [
	"air.temperature",
	"air.humidity",
	"air.voltage",
	"air.temperature:min",
	"air.temperature:max",
	"air.temperature:mean",
	"air.humidity:min",
	"air.humidity:max",
];

/** The plan of a station with one channel of so many fields. */
export function planOf(fields: number, more: object = {}): Plan {
	const all: Record<string, unknown> = { ...SETTINGS, ...more };
	for (let i = 0; i < fields; i++) all[`channel.1.field${i + 1}`] = FIELDS[i];
	const settings = new Settings();
	const wrong = settings.load(all);
	const { plan, errors } = makePlan(settings, modelFacts(), "1.0.0");
	const problems = [...wrong, ...errors];
	if (problems.length > 0) throw new Error(problems.join("; "));
	return plan;
}

/** The TLS socket of the board: its JavaScript, over the bench's core and TCP. */
class BenchTls extends TlsStream {
	constructor(options: TlsSocketOptions & { readonly line: Line }) {
		super(new BenchCore(options.line), options);
	}
}

/** The real client over the real transport, on a line that counts, with a broker that answers at once. */
export class Rig {
	readonly clock = new BenchClock(EPOCH);
	readonly line = new Line();
	readonly journal: Journal;
	readonly client: Client;

	constructor(plan: Plan, listener: ClientListener) {
		const { clock, line } = this;
		const { broker } = plan;
		if (!broker) throw new Error("no broker");
		this.journal = new Journal({ clock, log: QUIET, flash: undefined });
		const resolver = { resolve: (_host: string, callback: (address: string) => void): void => callback("192.0.2.1") };
		const socket = { io: BenchTcp, line };
		const tls = { io: BenchTls, line };
		const transport = { io: TlsTransport, host: broker.host, port: broker.port, resolver, socket, tls };
		this.client = new Client({
			clock,
			random: () => 0.5,
			log: QUIET,
			listener,
			onFault: (error) => {
				throw error;
			},
			transport: transport as never,
			connect: broker.connect,
			packet: new Uint8Array(PACKET_MAX),
		});
	}

	/** Connects, up to CONNACK. What it cost is in the line. */
	connect(): void {
		this.client.open();
		this.clock.step();
		this.line.open();
		this.line.answer();
	}
}

/** A listener that does nothing. */
export const DEAF: ClientListener = Object.freeze({
	onReady: () => undefined,
	onProved: () => undefined,
	onRoom: () => undefined,
	onLost: () => undefined,
});
