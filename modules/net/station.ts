import { Backoff } from "core/backoff";
import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import type { Log } from "core/log";
import { LinkFailure } from "core/network";
import { Survey } from "net/access";
import { type Link, type LinkCallbacks, type LinkMaker, LinkState } from "net/link";
import type { KnownNetwork } from "net/plan";

/** The longest scan. All 13 channels take an ESP32 about 2 s. */
export const SCAN_MS = 15_000;
/** The longest wait for an access point to take us; the ESP32's own attempts end well before. */
export const JOIN_MS = 20_000;
/** The longest wait for an address. A DHCP client's first four tries take 2+4+8+16 s (RFC 2131 §4.1). */
export const ADDRESS_MS = 30_000;
/** The pause between two access points of a round: what is still to come of the last one is then over. */
export const SETTLE_MS = 500;
/** How often a link that is up is asked for its address: no event tells of a lease that ran out. */
export const HEALTH_MS = 30_000;
/** A link that lasted so long is stable: the back-off starts over. */
export const STABLE_MS = 60_000;
/** After so many failed rounds in a row the radio is restarted, and after as many again. */
export const RADIO_ROUNDS = 10;
/** After so long without a link the board may restart, if its owner allows it. */
export const BOARD_MS = 4 * 3_600_000;

/** What the station is doing. Every phase but Idle has a deadline. */
export const enum Phase {
	/** Closed by its owner, or not started. */
	Idle = 0,
	/** Looking for access points. */
	Scanning = 1,
	/** Being taken by an access point, or waiting for a cable. */
	Joining = 2,
	/** On the network, waiting for an address. */
	Addressing = 3,
	/** On the network, with an address. */
	Up = 4,
	/** Between two networks of a round, or between two rounds. */
	Resting = 5,
}

type State =
	| { readonly phase: Phase.Idle }
	| { readonly phase: Phase.Scanning; readonly survey: Survey }
	| { readonly phase: Phase.Joining; readonly rest: readonly KnownNetwork[] }
	| { readonly phase: Phase.Addressing; readonly rest: readonly KnownNetwork[] }
	| { readonly phase: Phase.Up; readonly since: number }
	| { readonly phase: Phase.Resting; readonly rest: readonly KnownNetwork[] };

const IDLE: State = Object.freeze({ phase: Phase.Idle });
const NOBODY: readonly KnownNetwork[] = Object.freeze([]);
/** What a link without names joins. */
const CABLE: readonly KnownNetwork[] = Object.freeze([Object.freeze({ ssid: "cable", password: "" })]);

/** What the station is given. */
export interface StationOptions {
	readonly clock: Clock;
	/** Numbers in [0, 1). */
	readonly random: () => number;
	readonly log: Log;
	readonly link: LinkMaker;
	/** The networks that may be joined; a cable needs none. */
	readonly networks: readonly KnownNetwork[];
	/** True while a restart of the board loses nothing: no reading is kept in RAM alone. */
	readonly mayRestart: () => boolean;
	/** Restarts the board. */
	readonly restart: (reason: string) => void;
	/** On the network, or on it again. */
	readonly onUp: () => void;
	/** Off the network. Only after an onUp. */
	readonly onDown: (failure: LinkFailure) => void;
	/** A defect was caught: the station is closed. Must not throw. */
	readonly onFault: (error: unknown) => void;
}

/**
 * Keeps a board on its network: scans, joins the strongest network it knows, then the next one, and starts over with back-off. An ESP32's
 * radio can hang, so it is restarted after failed rounds; the board itself only after hours, and only if no reading is lost by it.
 */
export class Station {
	readonly #options: StationOptions;
	readonly #callbacks: LinkCallbacks;
	/** Made by the first round, and tried again by the next one when that fails. */
	#link: Link | undefined;
	readonly #alarm: Alarm;
	readonly #backoff: Backoff;
	#state: State = IDLE;
	/** Rounds that failed since the link was up. */
	#rounds = 0;
	/** Why the first network of the round, which is the strongest, could not be had. */
	#reason = LinkFailure.None;
	/** Ticks since which there is no link. */
	#downSince = 0;

	/** Makes a station that is idle; `open` starts it. */
	constructor(options: StationOptions) {
		const { clock, random } = options;
		const guard = new Guard((error) => this.#fault(error));
		this.#options = options;
		this.#backoff = new Backoff(random);
		this.#alarm = clock.alarm(guard.wrap(() => this.#deadline()));
		const state = guard.wrap1((next: LinkState) => this.#onState(next, this.#told));
		this.#callbacks = {
			// Access points come by the dozen and once a round: a guard with two arguments is not worth its own method.
			onFound: (ssid, rssi) => {
				if (this.#state.phase === Phase.Scanning) this.#state.survey.found(ssid, rssi);
			},
			onScanned: guard.wrap(() => this.#onScanned()),
			onState: (next, failure) => {
				this.#told = failure;
				state(next);
			},
		};
	}

	/** Why the link is down, as it said last. */
	#told = LinkFailure.None;

	get phase(): Phase {
		return this.#state.phase;
	}

	/** Addresses of the network's name servers; none while the link is down. */
	get dns(): readonly string[] {
		return (this.#state.phase === Phase.Up ? this.#link?.dns : undefined) ?? [];
	}

	/** Starts joining, and goes on until `close`. Does nothing unless idle. */
	open(): void {
		if (this.#state.phase !== Phase.Idle) return;
		this.#downSince = this.#options.clock.ticks;
		this.#enter({ phase: Phase.Resting, rest: NOBODY }, 0);
	}

	/** Leaves the network, releases the interface and stays closed. Safe to call twice. */
	close(): void {
		this.#enter(IDLE, 0);
		this.#link?.close();
	}

	/** The one way from phase to phase: the next never lacks a deadline. */
	#enter(next: State, deadlineMs: number): void {
		this.#state = next;
		if (next.phase === Phase.Idle) this.#alarm.clear();
		else this.#alarm.set(deadlineMs);
	}

	#deadline(): void {
		const state = this.#state;
		switch (state.phase) {
			case Phase.Resting:
				return state.rest.length > 0 ? this.#join(state.rest) : this.#round();
			case Phase.Scanning:
				return this.#fail(LinkFailure.ScanFailed, NOBODY);
			case Phase.Joining:
				return this.#fail(LinkFailure.JoinTimeout, state.rest);
			case Phase.Addressing:
				return this.#fail(LinkFailure.NoAddress, state.rest);
			case Phase.Up:
				return this.#health(state.since);
			case Phase.Idle:
				return;
			default:
				state satisfies never;
		}
	}

	#round(): void {
		this.#reason = LinkFailure.None;
		const link = this.#link ?? this.#make();
		this.#link = link;
		if (!link) return this.#fail(LinkFailure.NoInterface, NOBODY);
		if (!link.wireless) return this.#join(CABLE);
		this.#enter({ phase: Phase.Scanning, survey: new Survey(this.#options.networks) }, SCAN_MS);
		if (!link.scan()) this.#fail(LinkFailure.ScanFailed, NOBODY);
	}

	/** An interface that does not start is tried again by the next round: whatever it lacks, the board measures on. */
	#make(): Link | undefined {
		try {
			return this.#options.link(this.#callbacks);
		} catch {
			return undefined;
		}
	}

	#onScanned(): void {
		const state = this.#state;
		if (state.phase !== Phase.Scanning) return;
		const ranked = state.survey.ranked();
		if (ranked.length === 0) this.#fail(LinkFailure.NoNetwork, NOBODY);
		else this.#join(ranked);
	}

	#join([first, ...rest]: readonly KnownNetwork[]): void {
		this.#options.log.joining(first.ssid);
		this.#enter({ phase: Phase.Joining, rest }, JOIN_MS);
		if (!this.#link?.join(first.ssid, first.password)) this.#fail(LinkFailure.Refused, rest);
	}

	#onState(next: LinkState, failure: LinkFailure): void {
		const state = this.#state;
		switch (state.phase) {
			case Phase.Joining:
			case Phase.Addressing:
				if (next === LinkState.Up) this.#up();
				else if (next === LinkState.Down) this.#fail(failure, state.rest);
				else if (state.phase === Phase.Joining) this.#enter({ phase: Phase.Addressing, rest: state.rest }, ADDRESS_MS);
				return;
			case Phase.Up:
				// Joined, without its address: the lease may come back, but whoever uses the link must know.
				if (next === LinkState.Up) return;
				return this.#lose(next === LinkState.Down ? failure : LinkFailure.AddressLost);
			default:
				return; // late news of what was left
		}
	}

	#up(): void {
		const { clock, log, onUp } = this.#options;
		this.#rounds = 0;
		this.#enter({ phase: Phase.Up, since: clock.ticks }, HEALTH_MS);
		log.linkUp(this.#link?.address ?? "", this.dns.join(", "));
		onUp();
	}

	#health(since: number): void {
		if (this.#link?.address === undefined) return this.#lose(LinkFailure.AddressLost);
		if (this.#options.clock.ticks - since >= STABLE_MS) this.#backoff.reset();
		this.#alarm.set(HEALTH_MS);
	}

	#lose(failure: LinkFailure): void {
		this.#downSince = this.#options.clock.ticks;
		this.#rest(failure);
		this.#options.onDown(failure);
	}

	/** This network could not be had: the next one of the round, or the round has failed. */
	#fail(failure: LinkFailure, rest: readonly KnownNetwork[]): void {
		if (this.#reason === LinkFailure.None) this.#reason = failure;
		if (rest.length > 0) {
			this.#link?.leave();
			this.#options.log.linkDown(failure, SETTLE_MS);
			this.#enter({ phase: Phase.Resting, rest }, SETTLE_MS);
			return;
		}
		this.#rounds++;
		this.#rest(this.#reason);
		if (this.#rounds % RADIO_ROUNDS === 0) this.#restart();
	}

	#rest(failure: LinkFailure): void {
		const wait = this.#backoff.next();
		this.#link?.leave();
		this.#enter({ phase: Phase.Resting, rest: NOBODY }, wait);
		this.#options.log.linkDown(failure, wait);
	}

	/** Rounds come at least every five minutes and a half, so both are looked at often enough. */
	#restart(): void {
		const { clock, log, mayRestart, restart } = this.#options;
		if (clock.ticks - this.#downSince >= BOARD_MS && mayRestart()) {
			restart(`no network for ${Math.round((clock.ticks - this.#downSince) / 60_000)} min`);
			return;
		}
		log.error("no network: the radio is restarted");
		this.#link?.restart();
	}

	#fault(error: unknown): void {
		this.close();
		this.#options.onFault(error);
	}
}
