import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import type { Log } from "core/log";
import { Need } from "core/network";
import { Failure } from "core/result";
import type { LinkMaker } from "net/link";
import { type NetworkState, stateOf } from "net/network-state";
import { type KnownNetwork, NetKind, type NetworkPlan } from "net/plan";
import type { Platform } from "net/platform";
import { Resolver, type ResolverOptions } from "net/resolver";
import { Station } from "net/station";
import type { StationOptions } from "net/station-state";
import { TimeSync, type TimeSyncOptions } from "net/time-sync";
import type { UdpClass } from "net/udp";
import { LoneScan, type ScanListener } from "net/wifi-scan";

/** How often the clock is looked at while the time is waited for and the platform keeps it. */
const LOOK_MS = 5_000;
/** The same where we keep it, and hear of it when it is set: this is for a clock that something else has set. */
const OWN_LOOK_MS = 60_000;

/**
 * A board that starts by itself goes onto its network at once, but asks and connects up to so much later: when power returns to a site, all its
 * boards start in the same second. A hundred of them are then some twenty handshakes a second for the site's uplink, while somebody who
 * watches hardly notices it behind joining, address, time and TLS.
 */
export const SPREAD_MS = 5_000;

/** What is opened when all it needs is there, and paused when it is not: the MQTT client. */
export interface Client {
	/** `soon`: somebody asked for it, and waits for no back-off. */
	open(soon?: boolean): void;
	/** With Failure.Local it says goodbye first. */
	pause(failure: Failure): void;
}

/** What the network is given. */
export interface NetworkOptions {
	readonly clock: Clock;
	/** Numbers in [0, 1), hard to guess. */
	readonly random: () => number;
	readonly log: Log;
	readonly networkPlan: NetworkPlan;
	readonly platform: Platform;
	/** Makes the interface that the plan wants; undefined when the platform has none of that kind, or is on a network by itself. */
	readonly link: LinkMaker | undefined;
	/** Makes a Wi-Fi interface for a scan alone, where there is nothing to join (net/interfaces, scanLinkFor). */
	readonly scanLink?: LinkMaker | undefined;
	/** The platform's own resolver, for where there is no interface of ours. */
	resolve(host: string, callback: (address: string | undefined) => void): void;
	/** When this firmware was built: no time is before it. */
	readonly built: number;
	/** True when the client may not open before the time is known. */
	readonly needsTime: boolean;
	/** Somebody waits for it: the first connection is not held back (SPREAD_MS). */
	readonly awaited: boolean;
	/** Restarts the board, which it is only asked for while mayRestart says so. */
	restart(): void;
	/** True while a restart of the board loses nothing. */
	mayRestart(): boolean;
	/** A defect was caught. Must not throw. */
	onFault(error: unknown): void;
}

/**
 * The board's network as one thing: the station keeps the link, the resolver finds addresses by the network's own name servers, the time is
 * kept while the link is up, and the client runs exactly while the link is up and, where it needs it, the time is known: its back-off is not
 * spent on a network that is not there. Its machines are given itself as their options, and ask it and the plan for them.
 */
export class Network implements StationOptions, TimeSyncOptions, ResolverOptions {
	private readonly options: NetworkOptions;
	private readonly station: Station | undefined;
	private readonly resolver: Resolver | undefined;
	private readonly timeSync: TimeSync | undefined;
	private readonly loneScan: LoneScan | undefined;
	/** Before the link counts as up: when it does (SPREAD_MS). Behind that: when the clock is looked at. */
	private readonly alarm: Alarm;
	private client: Client | undefined;
	private up = false;
	private _held = false;
	private _need = Need.None;
	/** The link has not been up yet, and nobody waits for it. */
	private fresh: boolean;

	constructor(options: NetworkOptions) {
		const { clock, platform, networkPlan: plan, link, scanLink } = options;
		const { udp } = platform;
		this.options = options;
		this.alarm = clock.alarm(this.due, new Guard<Network>(this.onFault, this));
		this.fresh = !options.awaited;
		const joins = plan.kind !== NetKind.Wifi || plan.networks.length > 0;
		const onFault = (error: unknown): void => this.onFault(error);
		if (link && joins) this.station = new Station(this);
		else if (scanLink) this.loneScan = new LoneScan({ clock, link: scanLink, onFault });
		if (this.station && udp) this.resolver = new Resolver(this);
		if (udp && !platform.keepsTime) this.timeSync = new TimeSync(this);
	}

	/** Starts; `client` is opened when it may. */
	start(client: Client | undefined): void {
		this.client = client;
		if (this.station) {
			this.update();
			this.station.open();
			return;
		}
		const { log, networkPlan: plan, platform, link } = this.options;
		if (plan.kind !== NetKind.None && !link)
			log.error(`net.kind: this platform has no such interface${platform.online ? "; its own network is used" : ""}`);
		else if (!platform.online)
			log.error("net.wifi.1.ssid: not set; this board needs the name of a network, or net.kind=ethernet");
		if (platform.online) this.goUp();
		else this.update();
	}

	/** Leaves the network and stops. The client is its owner's to close. Safe to call twice. */
	close(): void {
		this.client = undefined;
		this.alarm.clear();
		this.timeSync?.close();
		this.resolver?.close();
		this.station?.close();
		this.loneScan?.cancel();
	}

	/** Strength of the access point in dBm; NaN where there is none. Makes no garbage, unlike `state`. */
	get rssi(): number {
		return this.station?.rssi ?? Number.NaN;
	}

	/** What the network is doing now, for people. */
	get state(): NetworkState {
		return stateOf(this.station, this.options.platform.online);
	}

	/** What the client waits for. */
	get need(): Need {
		return this._need;
	}

	/** True while the client is held. */
	get held(): boolean {
		return this._held;
	}

	/** Holds the client: it says goodbye, and is not opened until it is let go, which opens it soon where nothing else is lacking. */
	hold(on: boolean): void {
		if (this._held === on) return;
		this._held = on;
		if (on) this.client?.pause(Failure.Local);
		this.update(true);
	}

	/**
	 * Looks for access points, also while the board is on the network, and on a board with nothing to join; 15 s at most. False when it cannot
	 * now: a network is being joined, a scan runs that somebody asked for, there is no radio or it refuses. `onDone` says ScanFailed when the
	 * radio did not end it.
	 */
	scanWifi(onFound: ScanListener["onFound"], onDone: ScanListener["onDone"]): boolean {
		return (this.station?.scan({ onFound, onDone }) ?? this.loneScan?.begin({ onFound, onDone })) === true;
	}

	/** Gives up what scanWifi began: nothing more is told. */
	cancelScan(): void {
		this.station?.cancelScan();
		this.loneScan?.cancel();
	}

	/** Somebody has set the clock: whoever waits for the time need not wait any longer. */
	onTime(): void {
		if (this._need === Need.Clock) this.update();
	}

	/** Finds the address of a host by the network's name servers, or the platform's own resolver where they are not known. */
	resolve(host: string, callback: (address: string | undefined) => void): void {
		if (this.resolver && (this.station?.dns.length ?? 0) > 0) this.resolver.resolve(host, callback);
		else this.options.resolve(host, callback);
	}

	get clock(): Clock {
		return this.options.clock;
	}

	get random(): () => number {
		return this.options.random;
	}

	get log(): Log {
		return this.options.log;
	}

	get built(): number {
		return this.options.built;
	}

	get link(): LinkMaker | undefined {
		return this.options.link;
	}

	get networks(): readonly KnownNetwork[] {
		return this.options.networkPlan.networks;
	}

	get timeServers(): readonly string[] {
		return this.options.networkPlan.timeServers;
	}

	/** For those that there are only where the platform has it. */
	get udp(): UdpClass {
		return this.options.platform.udp as UdpClass;
	}

	nameServers(): readonly string[] {
		return this.station?.dns ?? [];
	}

	setTime(time: number): void {
		this.options.platform.setTime(Math.round(time / 1_000));
	}

	onSynced(): void {
		this.update();
	}

	mayRestart(): boolean {
		return this.options.mayRestart();
	}

	restartBoard(reason: string): void {
		this.log.error(`restarting: ${reason}`);
		this.options.restart();
	}

	onFault(error: unknown): void {
		this.options.onFault(error);
	}

	/** The link is up. For the first time since a start that nobody waits for, what follows is spread over a few seconds. */
	onUp(): void {
		if (!this.fresh) return this.goUp();
		this.fresh = false;
		this.alarm.set(Math.floor(this.options.random() * SPREAD_MS));
	}

	private due(): void {
		if (this.up) this.update();
		else this.goUp();
	}

	private goUp(): void {
		this.up = true;
		this.timeSync?.open();
		this.update();
	}

	onDown(): void {
		this.alarm.clear();
		this.up = false;
		this.timeSync?.close();
		this.resolver?.close();
		this.client?.pause(Failure.LinkDown);
		this.update();
	}

	/** Opens the client when nothing is lacking, and says once what is. A time that is known stays known. */
	private update(soon = false): void {
		const { clock, log, needsTime } = this.options;
		const need = !this.up ? Need.Link : needsTime && clock.time === 0 ? Need.Clock : Need.None;
		if (need === Need.Clock) this.alarm.set(this.timeSync ? OWN_LOOK_MS : LOOK_MS);
		if (need === Need.None && !this._held) this.client?.open(soon);
		else if (need !== Need.None && need !== this._need && this.client && !this._held) log.waiting(need);
		this._need = need;
	}
}
