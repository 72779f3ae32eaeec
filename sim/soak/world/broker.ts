import { Failure } from "core/result";
import { Channel, type ChannelOptions } from "./channel";
import type { Link, Service } from "./link";
import { BROKER } from "./names";
import type { Host } from "./network";
import { type Connect, Session } from "./session";
import { WebSocketEnd } from "./websocket";
import type { World } from "./world";

/** The credentials of the modelled device. */
export const CREDENTIALS = { clientId: "soakDevice", userName: "soakDevice", password: "correct-horse-battery" };
/** The broker's name. */
export const BROKER_NAME = "mqtt3.thingspeak.com";
/** Ports with TLS, and without it; those that speak WebSocket. */
const TLS_PORTS = [8883, 443];
const PLAIN_PORTS = [1883, 80];
const WEB_PORTS = [443, 80];

/** ThingSpeak's broker: its limits are enforced in silence, and each time they matter is a violation of ours. */
export class Broker implements Host {
	/** Refuses connections. */
	down = false;
	/** Takes TCP and TLS, then says nothing. */
	mute = false;
	/** Answers CONNECT with this return code. */
	returnCode = 0;
	/** Says nothing to CONNECT. */
	mutesConnect = false;
	/** Says nothing to PINGREQ, and drops what it was asked behind. */
	mutesPing = false;
	/** Closes so many ms behind CONNACK; Infinity: it does not. */
	closesAfterMs = Number.POSITIVE_INFINITY;
	/** Closes instead of taking a PUBLISH. */
	closesOnPublish = false;
	/** All that it says comes so many ms late. */
	slowMs = 0;
	/** Tells nobody what a channel has taken. */
	deaf = false;
	/** SUBACK's code. */
	subscribeCode = 0;
	/** How it closes. */
	resets = false;
	/** What its certificate is good for: milliseconds since 1970. */
	notBefore = 0;
	notAfter = Number.POSITIVE_INFINITY;
	/** CONNACKs with return code 0, PINGREQs, keep alives that ran out. */
	readonly count = { connects: 0, attempts: 0, pings: 0, silences: 0, takeovers: 0 };
	/** World ticks of the last connection that was opened, and of the last CONNACK. */
	lastAttempt = -1;
	lastConnected = -1;
	readonly channels = new Map<string, Channel>();
	readonly #world: World;
	readonly #sessions = new Set<Session>();
	#current: Session | undefined;
	#address = "";

	constructor(world: World) {
		this.#world = world;
		this.move(BROKER);
	}

	/** The session of our client identifier; undefined while there is none. */
	get session(): Session | undefined {
		return this.#current?.ready ? this.#current : undefined;
	}

	/** Goes to another address, which its name has from now on; nothing answers at the old one. Links stay. */
	move(address: string): void {
		const { network, names } = this.#world;
		if (this.#address !== "" && this.#address !== address) this.#world.note("broker.move");
		network.place(this.#address, undefined);
		this.#address = address;
		network.place(address, this);
		names.table.set(BROKER_NAME, address);
	}

	/** Ends every connection, as a broker does that is restarted. */
	drop(resets: boolean): void {
		if (this.#sessions.size > 0) this.#world.note("broker.drop");
		for (const session of [...this.#sessions]) session.close(resets);
	}

	/** Somebody else connects with our client identifier: our session is closed. */
	takeOver(): void {
		const session = this.session;
		if (!session) return;
		this.count.takeovers++;
		this.#world.note("broker.takeOver");
		session.close();
	}

	verify(link: Link): Failure | undefined {
		const { tls } = link.target;
		if (this.mute) this.#world.note("broker.mute");
		if (!tls || this.mute) return undefined;
		if (tls.host !== BROKER_NAME) return Failure.TlsWrongHost;
		const time = tls.now * 1_000;
		if (time >= this.notBefore && time <= this.notAfter) return Failure.None;
		this.#world.note(time < this.notBefore ? "broker.notBefore" : "broker.notAfter");
		return time < this.notBefore ? Failure.TlsNotYetValid : Failure.TlsExpired;
	}

	accept(link: Link): Service | Failure | undefined {
		const { port, tls } = link.target;
		this.count.attempts++;
		this.lastAttempt = this.#world.now;
		if (this.down) this.#world.note("broker.down");
		if (this.mute) this.#world.note("broker.mute");
		if (this.down || !(tls ? TLS_PORTS : PLAIN_PORTS).includes(port)) return Failure.Unreachable;
		const web = WEB_PORTS.includes(port)
			? new WebSocketEnd(this.#world, link, (line) => new Session(this.#world, this, line))
			: undefined;
		const session = web?.session ?? new Session(this.#world, this, link);
		if (this.mute || this.mutesConnect) session.mute = true;
		if (this.mutesConnect) this.#world.note("broker.mutesConnect");
		this.#sessions.add(session);
		return web ?? session;
	}

	// From sessions.

	/** CONNECT: its return code; undefined: no answer. */
	admit(session: Session, { clientId, userName, password }: Connect): number | undefined {
		const world = this.#world;
		if (this.returnCode !== 0) {
			world.note(`broker.returnCode.${this.returnCode > 5 ? "odd" : this.returnCode}`);
			world.tell((watcher) => watcher.refused?.(session, this.returnCode));
			return this.returnCode;
		}
		if (clientId !== CREDENTIALS.clientId || userName !== CREDENTIALS.userName || password !== CREDENTIALS.password) {
			world.violation("MQTT", "CONNECT with other credentials than those that are set");
			return 4;
		}
		if (this.#current && this.#current !== session) this.#current.close();
		this.#current = session;
		this.count.connects++;
		this.lastConnected = world.now;
		world.trace("connack", this.count.connects);
		world.tell((watcher) => watcher.session?.(session));
		if (this.closesAfterMs < Number.POSITIVE_INFINITY) {
			world.at(world.now + this.closesAfterMs, () => {
				if (session.ready) world.note("broker.closesAfterMs");
				session.close(this.resets);
			});
		}
		return 0;
	}

	publish(session: Session, topic: string, payload: string): void {
		const world = this.#world;
		if (this.closesOnPublish) {
			world.note("broker.closesOnPublish");
			return session.close(this.resets);
		}
		const match = /^channels\/(\d+)\/publish$/.exec(topic);
		const channel = match ? this.channels.get(match[1]) : undefined;
		if (!channel) return world.violation("MQTT", `a PUBLISH to ${topic}`);
		this.#world.board.transmitted();
		const entry = channel.take(payload);
		if (entry !== undefined) this.#echo(channel, entry);
	}

	/** Whoever has subscribed to the channel hears of the entry. */
	#echo(channel: Channel, entry: () => string): void {
		const topic = `channels/${channel.id}/subscribe`;
		for (const session of this.#sessions) {
			if (!session.filters.has(topic)) continue;
			if (this.deaf) this.#world.note("broker.deaf");
			else session.send(publishPacket(topic, entry()));
		}
	}

	/** The SUBACK code. */
	subscribe(session: Session, filter: string): number {
		if (this.subscribeCode !== 0) this.#world.note("broker.subscribeCode");
		else session.filters.add(filter);
		return this.subscribeCode;
	}

	pinged(session: Session): void {
		this.count.pings++;
		if (this.mutesPing) this.#world.note("broker.mutesPing");
		session.mute = this.mutesPing;
		this.#world.tell((watcher) => watcher.ping?.(session, !this.mutesPing));
	}

	/** The keep alive ran out. */
	silent(session: Session, ms: number): void {
		this.count.silences++;
		const { link } = session;
		// K1 is about our client: one that is cut off cannot help it.
		if (session.ready && link.held && !link.hole) this.#world.violation("K1", `nothing from the client for ${ms} ms`);
	}

	left(session: Session): void {
		this.#sessions.delete(session);
		if (this.#current === session) this.#current = undefined;
		this.#world.tell((watcher) => watcher.left?.(session));
	}

	/** Sends `count` messages of so many bytes to our session, at once. */
	flood(count: number, length: number): void {
		const { session } = this;
		if (!session) return;
		this.#world.note("broker.flood");
		const packet = publishPacket("channels/1/subscribe", "x".repeat(length));
		for (let i = 0; i < count; i++) session.send(packet);
	}

	/** Adds a channel that the device may publish to. */
	addChannel(options: ChannelOptions): Channel {
		const channel = new Channel(this.#world, options);
		this.channels.set(options.id, channel);
		return channel;
	}
}

/** A PUBLISH at QoS 0 of less than 16,384 bytes. */
function publishPacket(topic: string, payload: string): Uint8Array {
	const length = 2 + topic.length + payload.length;
	const head = length < 128 ? [0x30, length] : [0x30, (length & 0x7f) | 0x80, length >> 7];
	const packet = new Uint8Array(head.length + length);
	packet.set([...head, topic.length >> 8, topic.length & 0xff]);
	const text = topic + payload;
	for (let i = 0; i < text.length; i++) packet[head.length + 2 + i] = text.charCodeAt(i);
	return packet;
}
