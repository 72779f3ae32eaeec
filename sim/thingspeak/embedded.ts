import { randomBytes } from "node:crypto";
import type { ChannelOptions } from "./channel";
import { DEFAULT_RULES } from "./config";
import { Emulator } from "./emulator";
import type { Ports, Way } from "./listeners";
import type { Happening } from "./log";

const TROUBLES: readonly Happening[] = ["dropped", "refused", "closed"];

/** How to reach the broker; `password` is new in each run. */
export interface BrokerAccess {
	readonly host: string;
	readonly port: number;
	readonly clientId: string;
	readonly userName: string;
	readonly password: string;
	/** PEM of the root to trust. */
	readonly ca: string;
}

/** What a user has set for the broker: it goes by it. What is undefined, or 0, it chooses itself. */
export interface BrokerWishes {
	readonly port: number;
	/** As mqtt.transport: the way that gets `port`. `auto` is tls, with wss on a port of its own. */
	readonly transport: string;
	readonly clientId: string | undefined;
	readonly userName: string | undefined;
	readonly password: string | undefined;
	/** As mqtt.profile: true when the rules of ThingSpeak are not wanted. */
	readonly generic?: boolean;
}

/** The simulator's own broker: the emulator, on the loopback only, for one device that may use any channel. */
export class EmbeddedBroker {
	readonly access: BrokerAccess;
	readonly #emulator: Emulator;

	private constructor(access: BrokerAccess, emulator: Emulator) {
		this.access = access;
		this.#emulator = emulator;
	}

	/**
	 * Starts it, with the certificates in `folder`. `now`: milliseconds since 1970, which pass as the board's do. `onTrouble` gets what
	 * was dropped, refused or closed, in words.
	 */
	static async start(
		folder: string,
		wishes: BrokerWishes,
		now: () => number = Date.now,
		onTrouble?: (text: string) => void,
	): Promise<EmbeddedBroker> {
		const device = {
			clientId: wishes.clientId ?? "fieldfeed-simulator",
			userName: wishes.userName ?? "simulator",
			password: wishes.password ?? randomBytes(18).toString("base64url"),
		};
		const way = wayOf(wishes.transport);
		const emulator = await Emulator.start({
			config: {
				devices: [{ ...device, channels: "any" }],
				channels: [],
				rules: { ...DEFAULT_RULES, generic: wishes.generic === true },
			},
			ports: portsFor(way, wishes),
			certificates: folder,
			now,
			onLine: ({ what, text }) => {
				if (TROUBLES.includes(what)) onTrouble?.(`${what} ${text}`);
			},
		});
		return new EmbeddedBroker({ host: "localhost", port: emulator.port(way), ca: emulator.ca, ...device }, emulator);
	}

	/** Where a person can look at the channels. */
	get page(): string {
		return `http://localhost:${this.#emulator.port("ws")}/`;
	}

	/** Gives the channels their names and limits. */
	declare(channels: readonly ChannelOptions[]): void {
		for (const channel of channels) this.#emulator.service.declare(channel);
	}

	/** Ends every connection and the listeners. */
	close(): Promise<void> {
		return this.#emulator.close();
	}
}

function wayOf(transport: string): Way {
	return transport === "tcp" || transport === "ws" || transport === "wss" ? transport : "tls";
}

/** The way that is wished for, HTTP for the page, and what `auto` may try. */
function portsFor(way: Way, { port, transport }: BrokerWishes): Ports {
	return { ws: 0, ...(transport === "auto" ? { wss: 0 } : {}), [way]: port };
}
