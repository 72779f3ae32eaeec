import { type Client, Phase } from "mqtt/client";
import type { Deployment } from "./deployment";
import type { Link } from "./link";
import type { Session } from "./session";
import type { Watcher } from "./watcher";
import type { World } from "./world";

/** docs/network.md, "Deadlines": open and CONNACK together, with something for what comes behind one another at the same moment. */
const OPENED_MS = 40_000;
const READY_MS = 62_000;
/** The least back-off. */
const APART_MS = 1_000;
/** Behind what only a person mends, and behind a take-over. */
const PERSON_MS = 150_000;
const TAKE_OVER_MS = 300_000;
const EARLY_CLOSES = 3;
/** A session that lasts so long is stable. */
const STABLE_MS = 60_000;
const HEARD_MS = 1_000;
/** So many tries in, ceilings are at the cap; so many more are then looked at together. */
const GROWN = 9;
const SPAN = 16;
/** They take 40 minutes on average; less than this has a chance of 1 in 10 million. */
const SPAN_LEAST_MS = 600_000;
/** Waits of a full jitter differ by more than this among so many. */
const SPREAD_MS = 3_000;

/**
 * B1: attempts are apart, the waits grow until a session is stable, and are spread; settings faults and take-overs wait long. L2: no attempt stays
 * without an end. Both ways of `auto` are one try.
 */
export class AttemptRules implements Watcher {
	readonly #world: World;
	readonly #auto: boolean;
	/** World ticks of the tries since the back-off started over, of which the last ones are looked at. */
	readonly #tries: number[] = [];
	#port = 0;
	#last = Number.NEGATIVE_INFINITY;
	#due = Number.NEGATIVE_INFINITY;
	#why = "";
	#early = 0;
	/** How many of these had nothing published in them. */
	#unprovoked = 0;
	#published = false;
	#client: Client | undefined;

	constructor(world: World, { transport }: Pick<Deployment, "transport">) {
		this.#world = world;
		this.#auto = transport === "auto";
	}

	boot(): void {
		this.#begin();
		this.#last = Number.NEGATIVE_INFINITY;
	}

	attempt(link: Link): void {
		const { now } = this.#world;
		const { boot } = this.#world.board;
		this.#world.at(now + READY_MS, () => this.#look(link, boot));
	}

	connecting(port: number): void {
		const { now } = this.#world;
		const otherWay = this.#auto && port !== this.#port && now - this.#last < OPENED_MS;
		this.#port = port;
		if (otherWay) return;
		this.#try(now);
	}

	session(): void {
		this.#published = false;
	}

	refused(_session: Session, code: number): void {
		if (code === 3 || code > 5 || this.#world.faultsOn() !== 1) return;
		this.#due = this.#world.now + PERSON_MS;
		this.#why = `CONNACK ${code}`;
	}

	row(): void {
		this.#published = true;
	}

	ping(session: Session): void {
		if (this.#world.now - session.connectedAt >= STABLE_MS - APART_MS) this.#over();
	}

	left(session: Session): void {
		if (session.connectedAt < 0) return;
		const { now } = this.#world;
		const { faultsOn, board } = this.#world;
		const alone = faultsOn() === 1 && faultsOn("closes-early") + faultsOn("take-over") === 1;
		if (!alone || now - session.connectedAt >= STABLE_MS || session.goodbye) {
			this.#early = 0;
			this.#unprovoked = 0;
			return;
		}
		// Not closed by the broker, but gone with the board.
		if (!session.link.held || session.connectedAt < board.bootedAt) return;
		// The client hears nothing of it, and finds it out when the session has lasted.
		if (session.link.hole) {
			this.#early = this.#unprovoked = 0;
			return;
		}
		// The client may not have heard of a session that was reset at once.
		const phase = this.#world.probe.client?.phase ?? Phase.Ready;
		if (now - session.connectedAt < HEARD_MS || phase !== Phase.Ready) return;
		this.#early++;
		// One of them may have been on its way.
		if (!this.#published) this.#unprovoked++;
		if (this.#early < EARLY_CLOSES || this.#unprovoked < 2) return;
		this.#due = now + TAKE_OVER_MS;
		this.#why = `${this.#early} sessions that the broker closed at once`;
	}

	#try(now: number): void {
		const gap = now - this.#last;
		// The firmware, which counts closes among other faults, too, has been at its third one, and begins anew.
		if (gap >= TAKE_OVER_MS) this.#early = this.#unprovoked = 0;
		if (gap < APART_MS) this.#world.violation("B1", `an attempt ${gap} ms behind the last one`);
		// Made anew, behind new settings or safe mode: it starts over, but for the least back-off.
		const { client } = this.#world.probe;
		if (client !== this.#client) this.#begin();
		this.#client = client;
		if (now < this.#due) this.#world.violation("B1", `an attempt ${this.#due - now} ms too soon behind ${this.#why}`);
		this.#due = Number.NEGATIVE_INFINITY;
		this.#last = now;
		this.#tries.push(now);
		const from = this.#tries.length - 1 - SPAN;
		if (from >= GROWN) this.#span(from, now);
	}

	#span(from: number, now: number): void {
		const tries = this.#tries;
		if (now - tries[from] < SPAN_LEAST_MS)
			this.#world.violation("B1", `${SPAN} attempts in ${now - tries[from]} ms without a stable session`);
		let least = Number.POSITIVE_INFINITY;
		let most = 0;
		for (let i = from; i < from + SPAN; i++) {
			const gap = tries[i + 1] - tries[i];
			least = Math.min(least, gap);
			most = Math.max(most, gap);
		}
		if (most - least < SPREAD_MS) this.#world.violation("B1", `${SPAN} waits that are all of ${most} ms: no jitter`);
	}

	/** All that is known of sessions is forgotten. */
	#begin(): void {
		this.#over();
		this.#early = 0;
		this.#unprovoked = 0;
	}

	/** The back-off starts over. */
	#over(): void {
		this.#tries.length = 0;
		this.#due = Number.NEGATIVE_INFINITY;
	}

	#look(link: Link, boot: number): void {
		const { board, probe } = this.#world;
		if (!link.held || !board.on || board.boot !== boot) return;
		const phase = probe.client?.phase;
		if (phase === Phase.Opening || phase === Phase.Handshaking)
			this.#world.violation("L2", `an attempt goes on since ${READY_MS} ms`);
	}
}
