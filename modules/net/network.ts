import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import type { Log } from "core/log";
import { Need } from "core/network";
import { Failure } from "core/result";
import type { LinkMaker } from "net/link";
import { NetKind, type NetworkPlan } from "net/plan";
import type { Platform } from "net/platform";
import { Resolver } from "net/resolver";
import { Station } from "net/station";
import { TimeSync } from "net/time-sync";
import type { Resolve } from "net/udp";

/** How often the clock is looked at while the time is waited for and the platform keeps it. */
const LOOK_MS = 5_000;

/** What is opened when all it needs is there, and paused when it is not: the MQTT client. */
export interface Client {
	open(): void;
	pause(failure: Failure): void;
}

/** What the network is given. */
export interface NetworkOptions {
	readonly clock: Clock;
	/** Numbers in [0, 1), hard to guess. */
	readonly random: () => number;
	readonly log: Log;
	readonly plan: NetworkPlan;
	readonly platform: Platform;
	/** Makes the interface that the plan wants; undefined when the platform has none of that kind, or is on a network by itself. */
	readonly link: LinkMaker | undefined;
	/** The platform's own resolver, for where there is no interface of ours. */
	readonly resolve: Resolve;
	/** When this firmware was built: no time is before it. */
	readonly built: number;
	/** True when the client may not open before the time is known. */
	readonly needsTime: boolean;
	/** Restarts the board, which it is only asked for while mayRestart says so. */
	readonly restart: () => void;
	/** True while a restart of the board loses nothing. */
	readonly mayRestart: () => boolean;
	/** A defect was caught. Must not throw. */
	readonly onFault: (error: unknown) => void;
}

/**
 * The board's network as one thing: the station keeps the link, the resolver finds addresses by the network's own name servers, the time is
 * kept while the link is up, and the client runs exactly while the link is up and, where it needs it, the time is known. Coming up opens it
 * at once; its back-off is not spent on a network that is not there.
 */
export class Network {
	readonly #options: NetworkOptions;
	readonly #station: Station | undefined;
	readonly #resolver: Resolver | undefined;
	readonly #timeSync: TimeSync | undefined;
	readonly #look: Alarm;
	#client: Client | undefined;
	#up = false;
	#need = Need.None;

	constructor(options: NetworkOptions) {
		const { clock, random, platform, link, onFault } = options;
		const { udp } = platform;
		this.#options = options;
		const guard = new Guard(onFault);
		this.#look = clock.alarm(guard.wrap(() => this.#update()));
		if (link) this.#station = this.#makeStation(link);
		if (link && udp)
			this.#resolver = new Resolver({ clock, random, udp, servers: () => this.#station?.dns ?? [], onFault });
		if (udp && !platform.keepsTime) this.#timeSync = this.#makeTimeSync(udp);
	}

	/** Starts; `client` is opened when it may. */
	start(client: Client | undefined): void {
		this.#client = client;
		if (this.#station) {
			this.#update();
			this.#station.open();
			return;
		}
		const { log, plan, platform } = this.#options;
		if (plan.kind !== NetKind.None)
			log.error(`net.kind: this platform has no such interface${platform.online ? "; its own network is used" : ""}`);
		else if (!platform.online)
			log.error("net.wifi.1.ssid: not set; this board needs the name of a network, or net.kind=ethernet");
		if (platform.online) this.#goUp();
		else this.#update();
	}

	/** Leaves the network and stops. The client is its owner's to close. Safe to call twice. */
	close(): void {
		this.#client = undefined;
		this.#look.clear();
		this.#timeSync?.close();
		this.#resolver?.close();
		this.#station?.close();
	}

	/** Finds the address of a host by the network's name servers, or the platform's own resolver where they are not known. */
	readonly resolve: Resolve = (host, callback) => {
		if (this.#resolver && (this.#station?.dns.length ?? 0) > 0) this.#resolver.resolve(host, callback);
		else this.#options.resolve(host, callback);
	};

	#makeStation(link: LinkMaker): Station {
		const { clock, random, log, plan, mayRestart, restart, onFault } = this.#options;
		return new Station({
			clock,
			random,
			log,
			link,
			networks: plan.networks,
			mayRestart,
			restart: (reason) => {
				log.error(`restarting: ${reason}`);
				restart();
			},
			onUp: () => this.#goUp(),
			onDown: () => this.#goDown(),
			onFault,
		});
	}

	#makeTimeSync(udp: NonNullable<Platform["udp"]>): TimeSync {
		const { clock, random, log, plan, platform, built, onFault } = this.#options;
		return new TimeSync({
			clock,
			random,
			log,
			servers: plan.timeServers,
			earliest: built,
			resolve: (host, callback) => this.#find(host, callback),
			udp,
			set: (time) => platform.setTime(Math.round(time / 1_000)),
			onSynced: () => this.#update(),
			onFault,
		});
	}

	/** A resolver that throws has no address either. */
	#find(host: string, callback: (address: string | undefined) => void): void {
		try {
			this.resolve(host, callback);
		} catch {
			callback(undefined);
		}
	}

	#goUp(): void {
		this.#up = true;
		this.#timeSync?.open();
		this.#update();
	}

	#goDown(): void {
		this.#up = false;
		this.#timeSync?.close();
		this.#resolver?.close();
		this.#client?.pause(Failure.LinkDown);
		this.#update();
	}

	/** Opens the client when nothing is lacking, and says once what is. A time that is known stays known. */
	#update(): void {
		const { clock, log, needsTime } = this.#options;
		const need = !this.#up ? Need.Link : needsTime && clock.time === 0 ? Need.Clock : Need.None;
		if (need === Need.Clock) this.#look.set(LOOK_MS);
		if (need === Need.None) this.#client?.open();
		else if (need !== this.#need && this.#client) log.waiting(need);
		this.#need = need;
	}
}
