import { Backoff } from "core/backoff";
import type { Alarm } from "core/clock";
import { Guard } from "core/guard";
import { LinkFailure } from "core/network";
import { Survey } from "net/access";
import { GuardedCallbacks } from "net/guarded-callbacks";
import { type Link, type LinkCallbacks, LinkState } from "net/link";
import type { KnownNetwork } from "net/plan";
import { Recovery } from "net/recovery";
import {
	ADDRESS_MS,
	CABLE,
	HEALTH_MS,
	IDLE,
	JOIN_MS,
	NOBODY,
	Phase,
	SCAN_MS,
	SETTLE_MS,
	STABLE_MS,
	type StationOptions,
	type StationState,
} from "net/station-state";
import { type ScanListener, WifiScan } from "net/wifi-scan";

/**
 * Keeps a board on its network: scans, joins the strongest network it knows, then the next one, and starts over with back-off. An ESP32's
 * radio can hang, so it is restarted after failed rounds; the board itself only after hours, and only if no reading is lost by it.
 */
export class Station implements LinkCallbacks {
	private readonly options: StationOptions;
	/** Made by the first round, and tried again by the next one when that fails. */
	private link: Link | undefined;
	private readonly alarm: Alarm;
	private readonly backoff: Backoff;
	private readonly recovery: Recovery;
	private readonly guard: Guard<Station>;
	/** Of somebody who asked; made for the first one. */
	private _scan: WifiScan | undefined;
	private state: StationState = IDLE;
	/** Name of the network that was tried last. */
	private ssid = "";
	/** Why the link was down last. */
	private _failure = LinkFailure.None;
	/** Why the first network of the round, which is the strongest, could not be had. */
	private reason = LinkFailure.None;

	/** Makes a station that is idle; `open` starts it. */
	constructor(options: StationOptions) {
		const { clock, random } = options;
		const guard = new Guard<Station>(this.fault, this);
		this.guard = guard;
		this.options = options;
		this.backoff = new Backoff(random);
		this.recovery = new Recovery(options);
		this.alarm = clock.alarm(this.deadline, guard);
	}

	get phase(): Phase {
		return this.state.phase;
	}

	/** Addresses of the network's name servers; none while the link is down. */
	get dns(): readonly string[] {
		return (this.state.phase === Phase.Up ? this.link?.dns : undefined) ?? [];
	}

	/** The network that is being joined, or is joined: SSID or "cable"; "" in the other phases. */
	get network(): string {
		const { phase } = this.state;
		return phase === Phase.Joining || phase === Phase.Addressing || phase === Phase.Up ? this.ssid : "";
	}

	/** The board's IPv4 address while the link is up; else undefined. */
	get address(): string | undefined {
		return this.state.phase === Phase.Up ? this.link?.address : undefined;
	}

	/** Strength of the access point that it is joined to, in dBm; NaN where there is none. */
	get rssi(): number {
		const { phase } = this.state;
		return phase === Phase.Addressing || phase === Phase.Up ? (this.link?.rssi ?? Number.NaN) : Number.NaN;
	}

	/** Why the link was down last. */
	get failure(): LinkFailure {
		return this._failure;
	}

	/**
	 * Looks for access points for somebody, beside what the station does: while the link is up or between two rounds, else along with the scan
	 * of the round. False while a network is being joined, while another such scan runs, on a cable, and where the radio refuses.
	 */
	scan(listener: ScanListener): boolean {
		const state = this.state;
		this._scan ??= new WifiScan(this.options.clock, (callback) => this.guard.wrap(callback));
		if (state.phase === Phase.Scanning) return this._scan.ride(listener);
		if (state.phase !== Phase.Up && (state.phase !== Phase.Resting || state.rest.length > 0)) return false;
		const link = this.link ?? this.make();
		this.link = link;
		return link?.wireless === true && this._scan.begin(link, listener);
	}

	/** Who asked for the scan hears nothing more. */
	cancelScan(): void {
		this._scan?.cancel();
	}

	/** Starts joining, and goes on until `close`. Does nothing unless idle. */
	open(): void {
		if (this.state.phase !== Phase.Idle) return;
		this.recovery.down();
		this.enter({ phase: Phase.Resting, rest: NOBODY }, 0);
	}

	/** Leaves the network, releases the interface and stays closed. Safe to call twice. */
	close(): void {
		this.enter(IDLE, 0);
		this._scan?.close();
		this.link?.close();
	}

	onFound(ssid: string, rssi: number): void {
		if (this.state.phase === Phase.Scanning) this.state.survey.found(ssid, rssi);
		this._scan?.found(ssid, rssi);
	}

	onScanned(): void {
		const state = this.state;
		if (state.phase === Phase.Scanning) {
			const ranked = state.survey.ranked();
			if (ranked.length === 0) this.fail(LinkFailure.NoNetwork, NOBODY);
			else this.join(ranked);
		}
		this._scan?.over(LinkFailure.None);
	}

	onState(next: LinkState, failure: LinkFailure): void {
		const state = this.state;
		switch (state.phase) {
			case Phase.Joining:
			case Phase.Addressing:
				if (next === LinkState.Up) this.up();
				else if (next === LinkState.Down) this.fail(failure, state.rest);
				else if (state.phase === Phase.Joining) this.enter({ phase: Phase.Addressing, rest: state.rest }, ADDRESS_MS);
				return;
			case Phase.Up:
				// Joined, without its address: the lease may come back, but whoever uses the link must know.
				if (next === LinkState.Up) return;
				return this.lose(next === LinkState.Down ? failure : LinkFailure.AddressLost);
			default:
				return; // late news of what was left
		}
	}

	/** The one way from phase to phase: the next never lacks a deadline. */
	private enter(next: StationState, deadlineMs: number): void {
		this.state = next;
		if (next.phase === Phase.Idle) this.alarm.clear();
		else this.alarm.set(deadlineMs);
	}

	private deadline(): void {
		const state = this.state;
		switch (state.phase) {
			case Phase.Resting:
				if (this._scan?.running) return this.alarm.set(SETTLE_MS); // the radio does one scan at a time
				return state.rest.length > 0 ? this.join(state.rest) : this.round();
			case Phase.Scanning:
				this.fail(LinkFailure.ScanFailed, NOBODY);
				return this._scan?.over(LinkFailure.ScanFailed);
			case Phase.Joining:
				return this.fail(LinkFailure.JoinTimeout, state.rest);
			case Phase.Addressing:
				return this.fail(LinkFailure.NoAddress, state.rest);
			case Phase.Up:
				return this.health(state.since);
			case Phase.Idle:
				return;
			default:
				state satisfies never;
		}
	}

	private round(): void {
		this.reason = LinkFailure.None;
		const link = this.link ?? this.make();
		this.link = link;
		if (!link) return this.fail(LinkFailure.NoInterface, NOBODY);
		if (!link.wireless) return this.join(CABLE);
		this.enter({ phase: Phase.Scanning, survey: new Survey(this.options.networks) }, SCAN_MS);
		if (!link.scan()) this.fail(LinkFailure.ScanFailed, NOBODY);
	}

	/** An interface that does not start is tried again by the next round: whatever it lacks, the board measures on. */
	private make(): Link | undefined {
		try {
			return this.options.link?.(new GuardedCallbacks(this.guard, this));
		} catch {
			return undefined;
		}
	}

	private join([first, ...rest]: readonly KnownNetwork[]): void {
		this.ssid = first.ssid;
		this.options.log.joining(first.ssid);
		this.enter({ phase: Phase.Joining, rest }, JOIN_MS);
		if (!this.link?.join(first.ssid, first.password)) this.fail(LinkFailure.Refused, rest);
	}

	private up(): void {
		const { clock, log } = this.options;
		this.recovery.up();
		this.enter({ phase: Phase.Up, since: clock.ticks }, HEALTH_MS);
		log.linkUp(this.link?.address ?? "", this.dns.join(", "));
		this.options.onUp();
	}

	private health(since: number): void {
		if (this.link?.address === undefined) return this.lose(LinkFailure.AddressLost);
		if (this.options.clock.ticks - since >= STABLE_MS) this.backoff.reset();
		this.alarm.set(HEALTH_MS);
	}

	private lose(failure: LinkFailure): void {
		this.recovery.down();
		this.rest(failure);
		this.options.onDown(failure);
	}

	/** This network could not be had: the next one of the round, or the round has failed. */
	private fail(failure: LinkFailure, rest: readonly KnownNetwork[]): void {
		if (this.reason === LinkFailure.None) this.reason = failure;
		if (rest.length > 0) {
			this._failure = failure;
			this.link?.leave();
			this.options.log.linkDown(failure, SETTLE_MS);
			this.enter({ phase: Phase.Resting, rest }, SETTLE_MS);
			return;
		}
		this.rest(this.reason);
		if (this.recovery.failed()) this.link?.restart();
	}

	private rest(failure: LinkFailure): void {
		this._failure = failure;
		const wait = this.backoff.next();
		this.link?.leave();
		this.enter({ phase: Phase.Resting, rest: NOBODY }, wait);
		this.options.log.linkDown(failure, wait);
	}

	private fault(error: unknown): void {
		this.close();
		this.options.onFault(error);
	}
}
