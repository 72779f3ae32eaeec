import type { LinkFailure } from "core/network";

/** What a link is. */
export const enum LinkState {
	/** Not on any network. */
	Down = 0,
	/** On a network (associated with the access point, cable plugged), without an address yet. */
	Joined = 1,
	/** On a network, with an address. */
	Up = 2,
}

/** How a link speaks to its owner. Never called from inside one of its methods. */
export interface LinkCallbacks {
	/** A scan found an access point; `ssid` is "" for one that hides its name. */
	onFound(ssid: string, rssi: number): void;
	/** The scan is over. */
	onScanned(): void;
	/** The state is another one. `failure` says why it is Down. */
	onState(state: LinkState, failure: LinkFailure): void;
}

/**
 * One network interface, Wi-Fi or Ethernet, as the station sees it. Its methods never throw; false means that the interface refused,
 * and no callback follows. After `leave` nothing more is told of what was under way.
 */
export interface Link {
	/** False for a cable: there is nothing to scan, and `join` waits for the cable and an address. */
	readonly wireless: boolean;
	/** The board's IPv4 address; undefined while there is none. */
	readonly address: string | undefined;
	/** Addresses of the network's name servers, those that DHCP gave or that were set. */
	readonly dns: readonly string[];
	/** Strength of the access point that it is joined to, in dBm; NaN where there is none, or it is not known. */
	readonly rssi: number;
	/** Looks for access points. */
	scan(): boolean;
	/** Joins a network; a cable ignores the name. */
	join(ssid: string, password: string): boolean;
	leave(): void;
	/** Turns the interface off and on again. What was under way is over; nothing is told. */
	restart(): void;
	/** Releases the interface. Safe to call twice. */
	close(): void;
}

/** Makes a link, the way of all adapters: callbacks in options. Throws when there is no such interface. */
export type LinkMaker = (callbacks: LinkCallbacks) => Link;
