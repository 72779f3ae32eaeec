import type { LinkFailure } from "core/network";
import type { Survey } from "net/access";
import type { LinkMaker } from "net/link";
import type { KnownNetwork } from "net/plan";
import type { RecoveryOptions } from "net/recovery";

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

/** A phase and what belongs to it: `rest` are the networks that the round has still to try. */
export type StationState =
	| { readonly phase: Phase.Idle }
	| { readonly phase: Phase.Scanning; readonly survey: Survey }
	| { readonly phase: Phase.Joining; readonly rest: readonly KnownNetwork[] }
	| { readonly phase: Phase.Addressing; readonly rest: readonly KnownNetwork[] }
	| { readonly phase: Phase.Up; readonly since: number }
	| { readonly phase: Phase.Resting; readonly rest: readonly KnownNetwork[] };

/** Closed, or not started. */
export const IDLE: StationState = Object.freeze({ phase: Phase.Idle });
/** No network is left to try. */
export const NOBODY: readonly KnownNetwork[] = Object.freeze([]);
/** What a link without names joins. */
export const CABLE: readonly KnownNetwork[] = Object.freeze([Object.freeze({ ssid: "cable", password: "" })]);

/** What the station is given. */
export interface StationOptions extends RecoveryOptions {
	/** Numbers in [0, 1). */
	readonly random: () => number;
	/** Undefined where there is none. */
	readonly link: LinkMaker | undefined;
	/** The networks that may be joined; a cable needs none. */
	readonly networks: readonly KnownNetwork[];
	/** On the network, or on it again. */
	onUp(): void;
	/** Off the network. Only after an onUp. */
	onDown(failure: LinkFailure): void;
	/** A defect was caught: the station is closed. Must not throw. */
	onFault(error: unknown): void;
}
