import {
	Aedes,
	type AuthenticateError,
	type Client,
	type ConnectPacket,
	type PublishPacket,
	type Subscription,
} from "aedes";
import type { DeviceOptions } from "./config";
import type { Delivery } from "./feed";
import type { ActivityLog } from "./log";
import { NOT_AUTHORISED, type ThingSpeak } from "./service";

/** How often idle connections are looked for, at least. */
const SWEEP_MS = 60_000;
/** aedes answers this protocol level with CONNACK 1 (unacceptable protocol version). */
const NO_VERSION = 2;
const MQTT_3_1_1 = 4;

/** An error that has been told in the log already. */
class Told extends Error {}

/** What is known of a connection. */
interface Seat {
	readonly connect: ConnectPacket;
	device?: DeviceOptions;
	/** True: it does not speak MQTT 3.1.1. */
	alien?: boolean;
	/** When its last packet came. */
	seen: number;
}

/** ThingSpeak's rules on aedes. */
export class Broker {
	readonly #service: ThingSpeak;
	readonly #log: ActivityLog;
	readonly #now: () => number;
	readonly #aedes: Aedes;
	readonly #seats = new Map<Client, Seat>();
	readonly #timer: NodeJS.Timeout;

	private constructor(service: ThingSpeak, log: ActivityLog, now: () => number) {
		this.#service = service;
		this.#log = log;
		this.#now = now;
		this.#aedes = new Aedes({
			preConnect: (client, packet, done) => done(null, this.#introduce(client, packet)),
			authenticate: (client, _userName, _password, done) => {
				const error = this.#refuse(client);
				done(error ?? null, error === undefined);
			},
			authorizePublish: (client, packet, done) => done(client ? this.#publish(client, packet) : null),
			authorizeSubscribe: (client, subscription, done) => {
				const error = this.#subscribe(client, subscription);
				if (error === undefined) done(null, subscription);
				else done(this.#service.rules.subscribe === "close" ? error : null, null);
			},
		});
		this.#aedes.on("ping", (_packet, client) => this.#touch(client));
		this.#aedes.on("unsubscribe", (_filters, client) => this.#touch(client));
		this.#aedes.on("subscribe", (subscriptions, client) => this.#greet(subscriptions, client));
		this.#aedes.on("client", (client) => this.#welcome(client));
		this.#aedes.on("clientDisconnect", (client) => this.#forget(client));
		this.#aedes.on("keepaliveTimeout", (client) => log.tell("closed", `${client.id}: silent beyond its keep alive`));
		this.#aedes.on("clientError", (client, error) => this.#fail(client, error));
		this.#aedes.on("connectionError", (client, error) => this.#fail(client, error));
		this.#timer = setInterval(() => this.sweep(), Math.min(SWEEP_MS, service.rules.idleMs));
		this.#timer.unref();
	}

	/** Starts it, without any listener. */
	static async start(service: ThingSpeak, log: ActivityLog, now: () => number): Promise<Broker> {
		const broker = new Broker(service, log, now);
		await broker.#aedes.listen();
		return broker;
	}

	/** Takes a connection, whatever its transport. */
	readonly handle = (stream: Parameters<Aedes["handle"]>[0]): void => {
		this.#aedes.handle(stream);
	};

	/** Cuts the connections that have been idle for too long; done by itself every minute. */
	sweep(): void {
		const { idleMs } = this.#service.rules;
		for (const [client, { seen }] of this.#seats) {
			if (this.#now() - seen < idleMs) continue;
			this.#log.tell("closed", `${client.id}: idle for ${Math.floor((this.#now() - seen) / 1_000)} s`);
			client.close();
			this.#seats.delete(client);
		}
	}

	/** Ends every connection. */
	close(): Promise<void> {
		clearInterval(this.#timer);
		return new Promise((resolve) => this.#aedes.close(() => resolve()));
	}

	#introduce(client: Client, connect: ConnectPacket): boolean {
		const alien = connect.protocolVersion !== MQTT_3_1_1;
		this.#seats.set(client, { connect, seen: this.#now(), alien });
		if (!alien) return true;
		this.#log.tell("refused", `${shown(connect)}: not MQTT 3.1.1 (return code 1)`);
		Object.assign(connect, { protocolVersion: NO_VERSION });
		return true;
	}

	#refuse(client: Client): AuthenticateError | undefined {
		const seat = this.#seats.get(client);
		if (!seat) return Object.assign(new Told("no CONNECT"), { returnCode: NOT_AUTHORISED });
		const { clientId = "", username = "", password = "", clean = true, will } = seat.connect;
		const introduction = {
			clientId,
			userName: username,
			password: password.toString(),
			clean,
			will: will !== undefined,
		};
		const admission = this.#service.admit(introduction);
		if ("device" in admission) {
			seat.device = admission.device;
			return undefined;
		}
		const { returnCode, reason } = admission;
		this.#log.tell("refused", `${shown(seat.connect)}: ${reason} (return code ${returnCode})`);
		return Object.assign(new Told(reason), { returnCode });
	}

	#publish(client: Client, packet: PublishPacket): Error | null {
		const device = this.#touch(client);
		if (this.#service.rules.generic) return null;
		if (!device) return new Told("no device");
		const { topic, payload, qos, retain } = packet;
		const verdict = this.#service.publish(device, { topic, payload: Buffer.from(payload), qos, retain });
		if ("close" in verdict) {
			this.#log.tell("closed", `${client.id}: ${verdict.close}`);
			return new Told(verdict.close);
		}
		packet.retain = false; // nothing is retained, even where it is taken
		for (const delivery of verdict.deliveries) this.#aedes.publish(toPacket(delivery), () => undefined);
		return null;
	}

	#subscribe(client: Client, { topic, qos }: Subscription): Error | undefined {
		const device = this.#touch(client);
		const { rules } = this.#service;
		const reason = rules.generic ? undefined : device ? this.#service.subscribe(device, topic, qos) : "no device";
		const filter = topic.slice(0, 64);
		if (reason === undefined) {
			this.#log.tell("subscribed", `${client.id}: ${filter}`);
			return undefined;
		}
		const how = rules.subscribe === "close" ? "closed" : "SUBACK 0x80";
		this.#log.tell("refused", `${client.id}: ${filter}: ${reason} (${how})`);
		return new Told(reason);
	}

	#greet(subscriptions: readonly Subscription[], client: Client): void {
		// A filter that was refused has the QoS 128 here.
		const granted = subscriptions.filter(({ qos }) => qos <= 2);
		for (const { topic } of granted) {
			for (const delivery of this.#service.lastEntry(topic)) client.publish(toPacket(delivery), () => undefined);
		}
	}

	#welcome(client: Client): void {
		const keepAlive = this.#seats.get(client)?.connect.keepalive ?? 0;
		this.#log.tell("connected", `${client.id}, keep alive ${keepAlive} s`);
		if (keepAlive * 1_000 >= this.#service.rules.idleMs || keepAlive === 0)
			this.#log.tell("note", `${client.id}: its keep alive does not stop the cut of idle connections`);
	}

	#forget(client: Client): void {
		const others = [...this.#seats].some(([one, { device }]) => one !== client && device && one.id === client.id);
		this.#log.tell("left", others ? `${client.id}: another connection has its client identifier` : client.id);
		this.#seats.delete(client);
	}

	#fail(client: Client, error: Error): void {
		const seat = this.#seats.get(client);
		if (!seat?.device) this.#seats.delete(client); // otherwise it is told that it has left
		if (!seat?.alien && !(error instanceof Told))
			this.#log.tell("note", `${client.id ?? "a connection"}: ${error.message}`);
	}

	#touch(client: Client): DeviceOptions | undefined {
		const seat = this.#seats.get(client);
		if (seat) seat.seen = this.#now();
		return seat?.device;
	}
}

function shown({ clientId }: ConnectPacket): string {
	return clientId === "" ? "a client without identifier" : clientId.slice(0, 64);
}

function toPacket({ topic, payload }: Delivery): PublishPacket {
	return { cmd: "publish", topic, payload, qos: 0, retain: false, dup: false };
}
