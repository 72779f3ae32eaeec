import type { Host } from "./network";
import type { World } from "./world";

const DNS_PORT = 53;
const NTP_PORT = 123;
const HEADER = 12;
const NTP_LENGTH = 48;
/** From 1900, where NTP begins, to 1970. */
const NTP_EPOCH_S = 2_208_988_800;
const ERA = 4_294_967_296;

/** The router's address, which is the network's name server. */
export const ROUTER = "192.0.2.1";
/** Where the model broker stands at first. */
export const BROKER = "192.0.2.10";
/** Time servers. */
export const CLOCKS: readonly string[] = ["192.0.2.20", "192.0.2.21"];
/** Somebody who is not the broker. */
export const STRANGER = "203.0.113.66";

/** What the name server answers. */
export type NameMode = "ok" | "none" | "wrong" | "silent" | "garbage";
/** What the time servers answer. */
export type TimeMode = "ok" | "silent" | "unsynchronised" | "kiss";

/** The name server on the router. */
export class Names implements Host {
	mode: NameMode = "ok";
	/** Answers come seconds late. */
	slow = false;
	/** Names and their addresses. */
	readonly table = new Map<string, string>();
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
	}

	accept(): undefined {
		return undefined;
	}

	verify(): undefined {
		return undefined;
	}

	/** Answers one question for an IPv4 address (RFC 1035 §4.1). */
	datagram(port: number, query: Uint8Array): Uint8Array | undefined {
		if (port !== DNS_PORT) return undefined;
		const { mode } = this;
		if (mode !== "ok") this.#world.note(`names.${mode}`);
		else if (this.slow) this.#world.note("names.slow");
		if (mode === "silent") return undefined;
		if (mode === "garbage") return query.map((byte, i) => (i < 2 ? byte : byte ^ 0xa5));
		const address = mode === "none" ? undefined : mode === "wrong" ? STRANGER : this.table.get(nameIn(query));
		const answer = new Uint8Array(query.length + (address === undefined ? 0 : 16));
		answer.set(query);
		answer[2] = 0x81;
		answer[3] = address === undefined ? 0x83 : 0x80;
		answer[7] = address === undefined ? 0 : 1;
		if (address !== undefined) {
			answer.set([0xc0, HEADER, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4], query.length);
			answer.set(address.split(".").map(Number), query.length + 12);
		}
		return answer;
	}
}

function nameIn(query: Uint8Array): string {
	let name = "";
	for (let at = HEADER; query[at] > 0; at += query[at] + 1) {
		if (name !== "") name += ".";
		for (let i = 1; i <= query[at]; i++) name += String.fromCharCode(query[at + i]);
	}
	return name.toLowerCase();
}

/** The time servers: one model, at two addresses. */
export class TimeServers implements Host {
	mode: TimeMode = "ok";
	/** How far their time is from the true one, in ms. */
	offsetMs = 0;
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
	}

	accept(): undefined {
		return undefined;
	}

	verify(): undefined {
		return undefined;
	}

	/** Answers an SNTP request as a server of stratum 2 (RFC 4330 §5). */
	datagram(port: number, request: Uint8Array): Uint8Array | undefined {
		if (port !== NTP_PORT || request.length < NTP_LENGTH) return undefined;
		const { mode } = this;
		if (mode !== "ok") this.#world.note(`time.${mode}`);
		if (this.offsetMs !== 0) this.#world.note("time.offsetMs");
		if (mode === "silent") return undefined;
		const time = this.#world.time + this.offsetMs;
		const answer = new Uint8Array(NTP_LENGTH);
		const view = new DataView(answer.buffer);
		answer[0] = mode === "unsynchronised" ? 0xe4 : 0x24;
		answer[1] = mode === "kiss" ? 0 : 2;
		answer.set(request.subarray(40, 48), 24);
		const seconds = (Math.floor(time / 1_000) + NTP_EPOCH_S) % ERA;
		const fraction = Math.floor(((time % 1_000) * ERA) / 1_000);
		for (const at of [16, 32, 40]) {
			view.setUint32(at, seconds);
			view.setUint32(at + 4, fraction);
		}
		return answer;
	}
}
