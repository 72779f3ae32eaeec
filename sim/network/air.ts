import { LinkFailure } from "core/network";
import type { BoardClock } from "../clock/clock";
import type { RadioState } from "../port";

/** A Wi-Fi network in reach, in a test's hands: what it is may change at any time. */
export interface AccessPoint {
	readonly ssid: string;
	password: string;
	/** dBm. */
	rssi: number;
	/** False: it is off. */
	on: boolean;
	/** False: nobody answers DHCP. */
	dhcp: boolean;
	/** What DHCP tells. */
	dns: readonly string[];
	/** It does not tell its name; who knows it can join all the same. */
	readonly hidden?: boolean;
}

/** How the radio speaks to the board. Never called from inside its methods. */
export interface RadioEvents {
	found(ssid: string, rssi: number): void;
	scanned(): void;
	/** `connection` as in ECMA-419: 200, 400 or 500. */
	changed(connection: number, state: RadioState): void;
}

/** A radio and what it does with datagrams while it is on a network. */
export interface Radio {
	readonly up: boolean;
	/** Of the access point that it is joined to. */
	readonly rssi: number | undefined;
	listen(events: RadioEvents): void;
	scan(): void;
	join(ssid: string, password: string): void;
	leave(): void;
	restart(): void;
	/** A datagram from the board; `answer` brings one back. */
	send(address: string, port: number, bytes: Uint8Array, answer: (bytes: Uint8Array) => void): void;
}

/** What an address answers to a datagram; undefined: nothing. */
export type Answer = Uint8Array | undefined;

/** Answers datagrams: what is at that address and port says, at once or as soon as it knows. */
export type Datagrams = (address: string, port: number, bytes: Uint8Array) => Answer | Promise<Answer>;

const SCAN_MS = 2_000;
const JOIN_MS = 1_200;
const HANDSHAKE_MS = 4_000;
const DHCP_MS = 800;
const TRIP_MS = 20;

/** The air around a virtual board: access points, a radio with an ESP32's manners, and UDP behind them. */
export class Air implements Radio {
	readonly #clock: BoardClock;
	readonly #points: readonly AccessPoint[];
	readonly #datagrams: Datagrams;
	#events: RadioEvents | undefined;
	#joined: AccessPoint | undefined;
	#addressed = false;
	/** What is under way belongs to this number; a newer one makes it void. */
	#turn = 0;
	/** As #turn, for the scan: it goes on whatever becomes of the link. */
	#scanTurn = 0;
	/** True: the radio hangs, as an ESP32's does now and then, until it is restarted. */
	hung = false;
	/** Calls so far. */
	readonly count = { scans: 0, joins: 0, restarts: 0 };

	constructor(clock: BoardClock, points: readonly AccessPoint[], datagrams: Datagrams) {
		this.#clock = clock;
		this.#points = points;
		this.#datagrams = datagrams;
	}

	/** On a network, with an address. */
	get up(): boolean {
		return this.#addressed && this.#joined?.on === true;
	}

	/** Name of the network it is on. */
	get network(): string | undefined {
		return this.#joined?.ssid;
	}

	get rssi(): number | undefined {
		return this.#joined?.on ? this.#joined.rssi : undefined;
	}

	listen(events: RadioEvents): void {
		this.#events = events;
	}

	scan(): void {
		this.count.scans++;
		this.#scanned(SCAN_MS, this.#points);
	}

	join(ssid: string, password: string): void {
		this.count.joins++;
		const point = this.#points.find((one) => one.ssid === ssid && one.on);
		if (!point) this.#later(SCAN_MS, () => this.#down(LinkFailure.NoNetwork));
		else if (point.password !== password) this.#later(HANDSHAKE_MS, () => this.#down(LinkFailure.WrongPassword));
		else this.#later(JOIN_MS, () => this.#associate(point));
	}

	leave(): void {
		this.#turn++;
		this.#joined = undefined;
		this.#addressed = false;
	}

	restart(): void {
		this.count.restarts++;
		this.hung = false;
		this.leave();
		this.#scanned(TRIP_MS, []); // the SDK ends a scan that is under way when the radio stops
	}

	send(address: string, port: number, bytes: Uint8Array, answer: (bytes: Uint8Array) => void): void {
		if (!this.up) return;
		const travel = (reply: Answer): void => {
			if (!reply) return;
			this.#clock.at(this.#clock.ticks + TRIP_MS, () => {
				if (this.up) answer(reply);
			});
		};
		const reply = this.#datagrams(address, port, bytes);
		if (reply instanceof Promise) reply.then(travel);
		else travel(reply);
	}

	/** From the test: switches an access point on or off; a station that is on it notices. */
	power(point: AccessPoint, on: boolean): void {
		point.on = on;
		if (!on && point === this.#joined) this.#later(TRIP_MS, () => this.#down(LinkFailure.Lost));
	}

	#associate(point: AccessPoint): void {
		this.#joined = point;
		this.#events?.changed(400, { dns: [], reason: LinkFailure.None });
		this.#later(DHCP_MS, () => {
			if (!point.dhcp) return;
			this.#addressed = true;
			this.#events?.changed(500, { address: "192.0.2.77", dns: point.dns, reason: LinkFailure.None });
		});
	}

	#scanned(ms: number, points: readonly AccessPoint[]): void {
		const turn = ++this.#scanTurn;
		this.#clock.at(this.#clock.ticks + ms, () => {
			if (turn !== this.#scanTurn || this.hung) return;
			for (const { ssid, rssi, on, hidden } of points) if (on) this.#events?.found(hidden ? "" : ssid, rssi);
			this.#events?.scanned();
		});
	}

	#down(reason: LinkFailure): void {
		this.leave();
		this.#events?.changed(200, { dns: [], reason });
	}

	#later(ms: number, callback: () => void): void {
		const turn = ++this.#turn;
		this.#clock.at(this.#clock.ticks + ms, () => {
			if (turn === this.#turn && !this.hung) callback();
		});
	}
}
