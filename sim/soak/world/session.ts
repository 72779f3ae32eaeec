import type { Broker } from "./broker";
import type { Service } from "./link";
import type { Entry } from "./scheduler";
import type { World } from "./world";

const CONNACK = 0x20;
const PINGRESP = Uint8Array.of(0xd0, 0);
/** A network connection without a packet for so long is closed by ThingSpeak. */
const IDLE_MS = 3_600_000;
/** Between open and CONNECT. */
const CONNECT_MS = 60_000;
/** Longest remaining length that a client of ours has a use for. */
const PACKET_MAX = 4_096;

/** What a CONNECT says. */
export interface Connect {
	readonly clientId: string;
	readonly userName: string;
	readonly password: string;
	readonly keepAliveMs: number;
}

/** What a session speaks over: a link, or a WebSocket on one. */
export interface Line {
	/** True while the firmware has its end. */
	readonly held: boolean;
	/** True when nothing gets through any more. */
	readonly hole: boolean;
	send(bytes: Uint8Array): void;
	/** Closes, behind what was sent. */
	finish(): void;
	reset(): void;
}

/** The broker's end of one network connection: MQTT 3.1.1, to the letter. What our client does against the standard is a violation. */
export class Session implements Service {
	readonly link: Line;
	/** Known from CONNECT on. */
	clientId = "";
	/** World ticks of the CONNACK; -1 before. */
	connectedAt = -1;
	/** What it has subscribed to. */
	readonly filters = new Set<string>();
	/** It takes what comes and says nothing: CONNECT, PINGREQ, whatever. */
	mute = false;
	readonly #world: World;
	readonly #broker: Broker;
	#rest: Uint8Array = new Uint8Array(0);
	#keepAliveMs = 0;
	#lastPacket: number;
	#watch: Entry | undefined;
	#over = false;
	/** World ticks at which the last packet was sent that a slow broker has held back. */
	#sendsAt = 0;
	#goodbye = false;
	/** A PINGREQ has not had its PINGRESP yet; and one was sent that nobody had asked for. */
	#owes = false;
	#lied = false;

	constructor(world: World, broker: Broker, link: Line) {
		this.#world = world;
		this.#broker = broker;
		this.link = link;
		this.#lastPacket = world.now;
		this.#watch = world.scheduler.at(world.now + CONNECT_MS, () => this.#look());
	}

	/** True between CONNACK and the end. */
	get ready(): boolean {
		return this.connectedAt >= 0 && !this.#over;
	}

	/** True behind a DISCONNECT. */
	get goodbye(): boolean {
		return this.#goodbye;
	}

	arrived(bytes: Uint8Array): void {
		if (this.#over) return;
		let all = bytes;
		if (this.#rest.length > 0) {
			all = new Uint8Array(this.#rest.length + bytes.length);
			all.set(this.#rest);
			all.set(bytes, this.#rest.length);
		}
		let at = 0;
		while (!this.#over) {
			const next = this.#packet(all, at);
			if (next === at) break;
			at = next;
		}
		this.#rest = at === all.length ? NOTHING : all.slice(at);
	}

	ended(): void {
		this.#stop();
	}

	/** Sends a packet. */
	send(packet: Uint8Array): void {
		if (this.#over) return;
		if (packet[0] === PINGRESP[0] && packet !== PINGRESP) this.#lied = true;
		const { now, scheduler } = this.#world;
		const at = Math.max(now + this.#broker.slowMs, this.#sendsAt);
		if (at <= now) return this.#put(packet);
		this.#world.note("broker.slowMs");
		this.#sendsAt = at;
		scheduler.at(at, () => {
			if (!this.#over) this.#put(packet);
		});
	}

	#put(packet: Uint8Array): void {
		if (packet === PINGRESP) this.#owes = false;
		this.link.send(packet);
	}

	/** Closes the network connection, with a FIN or a reset. */
	close(resets = false): void {
		if (this.#over) return;
		this.#stop();
		if (resets) this.link.reset();
		else this.link.finish();
	}

	#stop(): void {
		if (this.#over) return;
		this.#over = true;
		if (this.#watch) this.#world.scheduler.clear(this.#watch);
		this.#watch = undefined;
		this.#broker.left(this);
	}

	/** Handles the packet at `at`, if all of it is there; returns where the next one begins. */
	#packet(bytes: Uint8Array, at: number): number {
		let length = 0;
		let body = at + 1;
		for (let shift = 0; ; shift += 7) {
			if (body >= bytes.length) return at;
			const byte = bytes[body++];
			length |= (byte & 0x7f) << shift;
			if (byte < 0x80) break;
			if (shift === 21) return this.#refuse("2.2.3: a remaining length of more than four bytes", bytes);
		}
		if (length > PACKET_MAX) return this.#refuse(`a packet of ${length} bytes`, bytes);
		const end = body + length;
		if (end > bytes.length) return at;
		this.#lastPacket = this.#world.now;
		this.#take(bytes[at], bytes, body, end);
		return end;
	}

	#take(head: number, bytes: Uint8Array, body: number, end: number): void {
		if (this.#goodbye) return this.#wrong("3.14.4-2: a packet behind DISCONNECT");
		if (this.clientId === "" && head >> 4 !== 1) return this.#wrong("3.1.0-1: the first packet is no CONNECT");
		switch (head >> 4) {
			case 1:
				return this.#connect(head, bytes, body, end);
			case 3:
				return this.#publish(head, bytes, body, end);
			case 8:
				return this.#subscribe(head, bytes, body, end);
			case 12:
				if (head !== 0xc0 || end !== body) return this.#wrong("3.12: a malformed PINGREQ");
				return this.#ping();
			case 14:
				if (head !== 0xe0 || end !== body) return this.#wrong("3.14.1-1: a malformed DISCONNECT");
				this.#goodbye = true;
				return this.close();
			default:
				return this.#wrong(`a packet of type ${head >> 4}`);
		}
	}

	#connect(head: number, bytes: Uint8Array, body: number, end: number): void {
		if (this.clientId !== "") return this.#wrong("3.1.0-2: a second CONNECT");
		if (head !== 0x10) return this.#wrong("2.2.2-1: flags of CONNECT");
		const connect = readConnect(bytes, body, end);
		if (typeof connect === "string") return this.#wrong(connect);
		this.clientId = connect.clientId;
		this.#keepAliveMs = connect.keepAliveMs;
		if (this.mute) return;
		const code = this.#broker.admit(this, connect);
		if (code === undefined) return;
		this.send(Uint8Array.of(CONNACK, 2, 0, code));
		if (code !== 0) return this.close();
		this.connectedAt = this.#world.now;
		this.#rewatch();
	}

	#publish(head: number, bytes: Uint8Array, body: number, end: number): void {
		if ((head & 0x0f) !== 0) return this.#wrong("4.3.1-1: a PUBLISH that is not QoS 0, DUP 0, RETAIN 0");
		if (body + 2 > end) return this.#wrong("3.3.2-1: a PUBLISH without a topic name");
		const payload = body + 2 + ((bytes[body] << 8) | bytes[body + 1]);
		if (payload > end || payload === body + 2) return this.#wrong("3.3.2-1: a topic name beyond its packet");
		if (this.connectedAt >= 0) this.#broker.publish(this, ascii(bytes, body + 2, payload), ascii(bytes, payload, end));
	}

	#subscribe(head: number, bytes: Uint8Array, body: number, end: number): void {
		if (head !== 0x82) return this.#wrong("3.8.1-1: flags of SUBSCRIBE");
		const id = (bytes[body] << 8) | bytes[body + 1];
		if (id === 0) return this.#wrong("2.3.1-1: a packet identifier of 0");
		const codes: number[] = [];
		let at = body + 2;
		while (at + 2 < end) {
			const next = at + 2 + ((bytes[at] << 8) | bytes[at + 1]);
			if (next >= end || bytes[next] > 2) return this.#wrong("3.8.3: a malformed SUBSCRIBE");
			codes.push(this.#broker.subscribe(this, ascii(bytes, at + 2, next)));
			at = next + 1;
		}
		if (codes.length === 0 || at !== end) return this.#wrong("3.8.3-3: a SUBSCRIBE without a topic filter");
		if (!this.mute) this.send(Uint8Array.of(0x90, 2 + codes.length, id >> 8, id & 0xff, ...codes));
	}

	#ping(): void {
		if (this.connectedAt < 0) return;
		// One PINGRESP must be the answer to the last PINGREQ, or it proves nothing of what came between two.
		if (this.#owes && !this.#lied) this.#world.violation("C1", "a second PINGREQ, while the one before has no answer");
		this.#owes = true;
		this.#broker.pinged(this);
		if (!this.mute) this.send(PINGRESP);
	}

	#look(): void {
		this.#watch = undefined;
		if (this.#over) return;
		const limit = this.#limit();
		if (this.#world.now - this.#lastPacket < limit) return this.#rewatch();
		this.#broker.silent(this, this.#world.now - this.#lastPacket);
		this.close(true);
	}

	#limit(): number {
		if (this.connectedAt < 0) return CONNECT_MS;
		return this.#keepAliveMs > 0 ? Math.min(this.#keepAliveMs * 1.5, IDLE_MS) : IDLE_MS;
	}

	#rewatch(): void {
		if (this.#watch) this.#world.scheduler.clear(this.#watch);
		this.#watch = this.#world.scheduler.at(this.#lastPacket + this.#limit(), () => this.#look());
	}

	#refuse(text: string, bytes: Uint8Array): number {
		this.#wrong(text);
		return bytes.length;
	}

	#wrong(text: string): void {
		this.#world.violation("MQTT", text);
		this.close(true);
	}
}

const NOTHING = new Uint8Array(0);

/** Bytes as characters: topics, payloads and credentials of the world are ASCII. */
export function ascii(bytes: Uint8Array, from: number, to: number): string {
	let text = "";
	for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i]);
	return text;
}

/** A CONNECT taken apart (§3.1), or what is wrong with it. */
function readConnect(bytes: Uint8Array, body: number, end: number): Connect | string {
	const name = [0, 4, 0x4d, 0x51, 0x54, 0x54, 4];
	if (end - body < 12 || name.some((byte, i) => bytes[body + i] !== byte)) return "3.1.2-1: not MQTT level 4";
	const flags = bytes[body + 7];
	if (flags !== 0xc2) return `3.1.2: CONNECT with flags ${flags}`;
	const keepAliveMs = ((bytes[body + 8] << 8) | bytes[body + 9]) * 1_000;
	const texts: string[] = [];
	let at = body + 10;
	while (at + 2 <= end) {
		const next = at + 2 + ((bytes[at] << 8) | bytes[at + 1]);
		if (next > end) break;
		texts.push(ascii(bytes, at + 2, next));
		at = next;
	}
	if (at !== end || texts.length !== 3) return "3.1.3-1: fields of CONNECT";
	return { clientId: texts[0], userName: texts[1], password: texts[2], keepAliveMs };
}
