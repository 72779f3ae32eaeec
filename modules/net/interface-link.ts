import { parseAddress } from "core/address";
import type { Clock } from "core/clock";
import { LinkFailure } from "core/network";
import { type Link, type LinkCallbacks, LinkState } from "net/link";
import type { FixedAddress } from "net/plan";
import type { Interface, InterfaceOptions, Platform } from "net/platform";

/** What both kinds of link are made with. */
export interface LinkOptions<T extends Interface> {
	readonly io: new (options: InterfaceOptions) => T;
	readonly clock: Clock;
	readonly platform: Platform;
	/** Undefined for DHCP. */
	readonly fixed: FixedAddress | undefined;
	/** What the router is told. */
	readonly hostname: string;
	readonly callbacks: LinkCallbacks;
}

const ONLINE = 500;
const CONNECTED = 400;
const CONNECTING = 300;

/**
 * The part that Wi-Fi and Ethernet share: an interface of the SDK, whose exceptions end here. Its owner's callbacks are guarded by the
 * owner (net/station).
 */
export abstract class InterfaceLink<T extends Interface> implements Link {
	abstract readonly wireless: boolean;
	protected readonly io: T;
	protected readonly callbacks: LinkCallbacks;
	private readonly _platform: Platform;
	protected readonly options: LinkOptions<T>;
	private closed = false;
	/** False: what still comes belongs to what was left. */
	private wanted = false;
	/** The address that was there at the last look, and whether it is one: it is asked for every few seconds, and hardly ever another. */
	private seen: string | undefined;
	private usable = false;

	/** Takes hold of the interface. Throws when there is none. */
	constructor(options: LinkOptions<T>) {
		this.options = options;
		this._platform = options.platform;
		this.callbacks = options.callbacks;
		this._platform.reason(); // from now on the platform keeps it; its listener must come before the interface's own
		this.io = new options.io({ onChanged: () => this.look() });
		try {
			this.configure();
		} catch (error) {
			this.io.close();
			throw error;
		}
	}

	get address(): string | undefined {
		const address = this.tried(() => this.io.address);
		if (address !== this.seen) {
			this.seen = address;
			this.usable = address !== undefined && parseAddress(address) !== undefined;
		}
		return this.usable ? address : undefined;
	}

	get dns(): readonly string[] {
		const { fixed } = this.options;
		return fixed ? [fixed.dns] : (this.tried(() => this._platform.dns()) ?? []);
	}

	abstract readonly rssi: number;

	abstract scan(): boolean;

	join(ssid: string, password: string): boolean {
		this.wanted = true;
		this.wanted =
			this.tried(() => {
				this.connect(ssid, password);
				return true;
			}) === true;
		return this.wanted;
	}

	leave(): void {
		this.wanted = false;
		this.tried(() => this.disconnect());
	}

	restart(): void {
		this.wanted = false;
		this.tried(() => this._platform.restartRadio());
	}

	close(): void {
		if (this.closed) return;
		this.leave();
		this.closed = true;
		this.tried(() => this.io.close());
	}

	/** Starts to join; may throw. */
	protected abstract connect(ssid: string, password: string): void;

	/** Leaves; may throw. */
	protected abstract disconnect(): void;

	/** Why it is off the network; may throw. */
	protected abstract reason(): LinkFailure;

	/** What `call` returns; undefined when it throws: the interface refused, or is closed. */
	protected tried<R>(call: () => R): R | undefined {
		if (this.closed) return undefined;
		try {
			return call();
		} catch {
			return undefined;
		}
	}

	private configure(): void {
		const { fixed, hostname } = this.options;
		this.io.configure({ hostname });
		if (!fixed) return;
		const { address, mask, gateway, dns } = fixed;
		this.io.configure({ static: { address, mask, gateway } });
		this._platform.setDns(dns);
	}

	/** Tells the owner what the interface is now. */
	protected look(): void {
		if (!this.wanted || this.closed) return;
		const connection = this.tried(() => this.io.connection) ?? 0;
		if (connection >= ONLINE) this.callbacks.onState(LinkState.Up, LinkFailure.None);
		else if (connection >= CONNECTED) this.callbacks.onState(LinkState.Joined, LinkFailure.None);
		else if (connection < CONNECTING) {
			this.wanted = false;
			this.callbacks.onState(LinkState.Down, this.tried(() => this.reason()) ?? LinkFailure.Lost);
		}
	}
}
