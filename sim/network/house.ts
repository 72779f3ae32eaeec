import { Failure } from "core/result";
import type { RealClock } from "../clock/real";
import { type AccessPoint, Air } from "./air";
import type { Connection, ConnectionEvents, Network, Target } from "./network";

const ROUTER = "192.0.2.1";

/** The bare board's access points. Their passwords are no secrets: the user is told. */
export const POINTS: readonly AccessPoint[] = [
	point("Greenhouse", "tomatoes", -58),
	point("Guest", "", -71),
	{ ...point("Workshop", "screwdriver", -80), hidden: true },
];
/** What the names of time servers start with. */
const TIME_NAMES = ["time.", "ntp."];
const DNS_PORT = 53;
const NTP_PORT = 123;
const DNS_HEADER = 12;
const TYPE_A = 1;
const NTP_LENGTH = 48;
/** From 1900, where NTP begins, to 1970. */
const NTP_EPOCH_S = 2_208_988_800;

/** The air around a bare board: three access points whose router answers DNS with the PC's names and SNTP with the clock's time. */
export function makeHouse(clock: RealClock, network: Network): Air {
	return new Air(clock, POINTS, (_address, port, bytes) => {
		if (port === DNS_PORT) return answerDns(bytes, network);
		return port === NTP_PORT ? answerNtp(bytes, clock.trueTime) : undefined;
	});
}

function point(ssid: string, password: string, rssi: number): AccessPoint {
	return { ssid, password, rssi, on: true, dhcp: true, dns: [ROUTER] };
}

/** Answers one question for an IPv4 address (RFC 1035 §4.1), by the PC's resolver; another with no record at all. */
async function answerDns(query: Uint8Array, network: Network): Promise<Uint8Array | undefined> {
	const labels: string[] = [];
	let at = DNS_HEADER;
	for (; query[at] > 0; at += query[at] + 1)
		labels.push(Buffer.from(query.subarray(at + 1, at + 1 + query[at])).toString());
	const end = at + 5;
	if (end > query.length) return undefined;
	const asksAddress = query[at + 2] === TYPE_A;
	const address = asksAddress ? await lookUp(labels.join("."), network) : undefined;
	const record =
		address === undefined
			? []
			: [0xc0, DNS_HEADER, 0, TYPE_A, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split(".").map(Number)];
	const answer = Uint8Array.of(...query.subarray(0, end), ...record);
	answer[2] = 0x81;
	answer[3] = 0x80;
	answer.set([0, 1, 0, address === undefined ? 0 : 1, 0, 0, 0, 0], 4);
	return answer;
}

/** The router answers for time servers itself, as some do: a PC without the internet must still be enough to try everything. */
function lookUp(name: string, network: Network): Promise<string | undefined> {
	if (TIME_NAMES.some((start) => name.toLowerCase().startsWith(start))) return Promise.resolve(ROUTER);
	return new Promise((resolve) => network.resolve(name, resolve));
}

/** Answers an SNTP request as a server of stratum 2 (RFC 4330 §5). */
function answerNtp(request: Uint8Array, time: number): Uint8Array | undefined {
	if (request.length < NTP_LENGTH) return undefined;
	const answer = Buffer.alloc(NTP_LENGTH);
	answer[0] = (4 << 3) | 4;
	answer[1] = 2;
	answer.set(request.subarray(40, 48), 24);
	for (const at of [16, 32, 40]) {
		answer.writeUInt32BE((Math.floor(time / 1_000) + NTP_EPOCH_S) % 2 ** 32, at);
		answer.writeUInt32BE(Math.floor(((time % 1_000) / 1_000) * 2 ** 32), at + 4);
	}
	return answer;
}

/** A network that is reached only while the radio is on one. */
export class RadioNetwork implements Network {
	readonly #network: Network;
	readonly #air: Air;

	constructor(network: Network, air: Air) {
		this.#network = network;
		this.#air = air;
	}

	resolve(name: string, callback: (address: string | undefined) => void): void {
		if (this.#air.up) this.#network.resolve(name, callback);
		else setImmediate(callback, undefined);
	}

	open(target: Target, events: ConnectionEvents): Connection {
		if (this.#air.up) return this.#network.open(target, events);
		setImmediate(() => {
			events.onEnd(Failure.Unreachable);
			events.onClosed();
		});
		return { write: () => undefined, close: () => undefined };
	}
}
