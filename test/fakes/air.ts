import type { VirtualClock } from "../../sim/clock/virtual";
import { type AccessPoint, Air } from "../../sim/network/air";
import type { FirmwareOptions } from "./firmware";
import { type AnswerFaults, ntpAnswer } from "./ntp";

/** What the time really is when a board boots in these tests. */
export const TRUE_EPOCH = Date.UTC(2026, 10, 22, 10, 0, 0);
/** The settings of a board with a radio that knows two networks. */
export const WIFI = {
	"net.wifi.1.ssid": "barn",
	"net.wifi.1.password": "barn-secret",
	"net.wifi.2.ssid": "house",
	"net.wifi.2.password": "house-secret",
};

/** The world around a board: two access points, name servers, time servers, a broker's address; all of it the test's to change. */
export class World {
	readonly barn: AccessPoint = point("barn", -60);
	readonly house: AccessPoint = point("house", -75);
	/** What the name servers know. */
	readonly names = new Map([
		["broker.test", "192.0.2.1"],
		["time.cloudflare.com", "192.0.2.101"],
		["time.google.com", "192.0.2.102"],
	]);
	/** Each query: address of the server, name. */
	readonly queries: string[] = [];
	/** Which time servers answer, and how. */
	ntp: { silent: boolean; offMs: number; faults: AnswerFaults } = { silent: false, offMs: 0, faults: {} };
	ntpRequests = 0;
	air: Air | undefined;
	#clock: VirtualClock | undefined;

	/** For startFirmware: a board that knows neither network nor time. */
	get options() {
		return {
			epoch: 0,
			settings: WIFI,
			air: (clock: VirtualClock): Air => {
				this.#clock = clock;
				this.air = new Air(clock, [this.barn, this.house], (address, port, bytes) =>
					this.#answer(address, port, bytes),
				);
				return this.air;
			},
		} satisfies Partial<FirmwareOptions>;
	}

	/** True while the board can reach anything. */
	get up(): boolean {
		return this.air?.up === true;
	}

	/** What the time really is. */
	get time(): number {
		return TRUE_EPOCH + (this.#clock?.ticks ?? 0);
	}

	#answer(address: string, port: number, bytes: Uint8Array): Uint8Array | undefined {
		if (port === 53) return this.#dns(address, bytes);
		if (port !== 123) return undefined;
		this.ntpRequests++;
		return this.ntp.silent ? undefined : ntpAnswer(bytes, this.time + this.ntp.offMs, this.ntp.faults);
	}

	#dns(server: string, query: Uint8Array): Uint8Array | undefined {
		const labels: string[] = [];
		for (let at = 12; query[at] > 0; at += query[at] + 1)
			labels.push(Buffer.from(query.subarray(at + 1, at + 1 + query[at])).toString());
		const name = labels.join(".");
		this.queries.push(`${server} ${name}`);
		const { barn, house } = this;
		const { network } = this.air ?? {};
		const known = network === barn.ssid ? barn.dns : house.dns;
		if (!known.includes(server)) return undefined; // nobody is there
		const address = this.names.get(name);
		const record =
			address === undefined ? [] : [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split(".").map(Number)];
		const answer = Uint8Array.of(...query, ...record);
		answer.set([0x81, 0x80], 2);
		answer[7] = address === undefined ? 0 : 1;
		return answer;
	}
}

function point(ssid: string, rssi: number): AccessPoint {
	return { ssid, password: `${ssid}-secret`, rssi, on: true, dhcp: true, dns: ["192.0.2.53"] };
}
