import { Phase } from "mqtt/client";
import type { Deployment } from "./deployment";
import type { Link } from "./link";
import type { Watcher } from "./watcher";
import type { World } from "./world";

const MINUTE_MS = 60_000;
/** The longest wait of the client, behind a take-over, and an attempt behind it (docs/network.md). */
const WAIT_MS = 16 * MINUTE_MS;
const SESSION_MS = 18 * MINUTE_MS;
/** A round of the station with all its deadlines, behind the longest wait, twice: the first may have begun too soon. */
const STATION_MS = 14 * MINUTE_MS;
/** Rounds of the time servers, one of which may want to be left alone. */
const TIME_MS = 16 * MINUTE_MS;
/** Before it a board's clock has not been set. */
const SET_MS = Date.UTC(2026, 0, 1);
/** The longest keep alive that is set, and the deadline of a PINGRESP. */
const HALF_OPEN_MS = 1_200_000 + 20_000;
/** A backlog below this many rows a channel is none. */
const BACKLOG = 3;

/**
 * L1: with nothing wrong it connects, and a backlog shrinks. L2: station, time and client never rest for longer than their deadlines say. K1: a
 * connection that is gone without a word is found. Looked at every five minutes.
 */
export class LivenessRules implements Watcher {
	readonly #world: World;
	readonly #plain: boolean;
	readonly #channels: number;
	/** World ticks since which this holds; those that do not hold begin with each look. */
	#well = 0;
	#joinable = 0;
	#up = 0;
	#timed = 0;
	#attempt = 0;
	/** World ticks at which there was a session last. */
	#session = 0;
	#boot = 0;
	/** Rows kept at the last look, and looks in a row at which there were no fewer. */
	#kept = 0;
	#grown = 0;
	#link: Link | undefined;
	#holeSince = 0;

	constructor(world: World, { transport, channels }: Pick<Deployment, "transport" | "channels">) {
		this.#world = world;
		this.#plain = transport === "tcp" || transport === "ws";
		this.#channels = channels.length;
	}

	boot(): void {
		this.#boot = this.#attempt = this.#up = this.#timed = this.#joinable = this.#world.now;
	}

	left(): void {
		this.#attempt = this.#session = this.#world.now;
	}

	connecting(): void {
		this.#attempt = this.#world.now;
	}

	tick(): void {
		const { board, radio, now } = this.#world;
		if (!this.#isWell()) this.#well = now;
		if (!board.on || !this.#isJoinable()) this.#joinable = now;
		if (!board.on || !radio.up) this.#up = now;
		else this.#joinable = now;
		if (!this.#plain && board.time < SET_MS) this.#timed = Math.max(this.#timed, now);
		if (!board.on) return;
		this.#look(now);
		this.#backlog(now);
		this.#holes(now);
	}

	#look(now: number): void {
		const world = this.#world;
		const ready = Math.max(this.#up, this.#timed, this.#boot);
		if (now - this.#joinable > STATION_MS) world.violation("L2", "the station does not join a network that is there");
		if (now - Math.max(this.#up, this.#well, this.#boot) > TIME_MS && now === this.#timed)
			world.violation("L1", "the time is not known, and nothing is wrong");
		if (world.broker.session || now - ready <= WAIT_MS) return;
		if (now - this.#attempt > WAIT_MS && world.probe.resting)
			world.violation("L2", `no attempt since ${now - this.#attempt} ms`);
		if (now - Math.max(ready, this.#well, this.#session) > SESSION_MS)
			world.violation("L1", `no session since ${now - this.#well} ms without a fault`);
	}

	/** Nothing is on, nor has its traces in the radio. */
	#isWell(): boolean {
		const { radio } = this.#world;
		return this.#world.faultsOn() === 0 && !radio.hung;
	}

	#isJoinable(): boolean {
		const { points, radio } = this.#world;
		if (radio.hung || this.#world.faultsOn("wifi-flaps") + this.#world.faultsOn("wifi-weak") > 0) return false;
		return points.some((point, i) => point.on && point.dhcp && point.password === PASSWORDS[i]);
	}

	#backlog(now: number): void {
		const { probe, broker } = this.#world;
		const { kept } = probe;
		const since = broker.session?.connectedAt ?? now;
		const shrinks = kept < this.#kept || kept <= BACKLOG * this.#channels;
		const looked = now - Math.max(this.#well, since, this.#boot) > SESSION_MS;
		this.#grown = shrinks || !looked ? 0 : this.#grown + 1;
		this.#kept = kept;
		if (this.#grown === 3) this.#world.violation("L1", `a backlog of ${kept} rows does not shrink`);
	}

	#holes(now: number): void {
		const { network, probe } = this.#world;
		const link = probe.client?.phase === Phase.Ready ? network.links.find((one) => one.held && one.hole) : undefined;
		if (link !== this.#link) this.#holeSince = now;
		this.#link = link;
		if (link && now - this.#holeSince > HALF_OPEN_MS)
			this.#world.violation("K1", `a half-open connection is not found for ${now - this.#holeSince} ms`);
	}
}

const PASSWORDS = ["tomatoes", "wheelbarrow"];
