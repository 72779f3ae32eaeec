import { LinkFailure } from "core/network";
import type { Station } from "net/station";
import { Phase } from "net/station-state";

/** What the network is doing, for people. The numbers are those of LinkPhase in console/host, which this folder may not know. */
export const enum NetworkPhase {
	/** Nothing to join: the platform is on a network by itself. */
	Own = 0,
	/** Nothing is set that could be joined, or the platform has no interface of the kind that is set. */
	Unset = 1,
	Searching = 2,
	Joining = 3,
	/** Joined, waiting for an address. */
	Addressing = 4,
	Up = 5,
	/** Between two rounds, or closed. */
	Waiting = 6,
}

/** The network at one moment, for people. */
export interface NetworkState {
	readonly phase: NetworkPhase;
	/** SSID of the network that is being joined, or is joined; "cable", or "". */
	readonly network: string;
	/** IPv4, or "". */
	readonly address: string;
	/** dBm; NaN where it is not known. */
	readonly rssi: number;
	/** Why it was down last. */
	readonly failure: LinkFailure;
}

/** What the network is doing now; without a station `online` tells whether the platform is on a network by itself. */
export function stateOf(station: Station | undefined, online: boolean): NetworkState {
	if (station) {
		const { network, address = "", rssi, failure } = station;
		return { phase: phaseOf(station.phase), network, address, rssi, failure };
	}
	const phase = online ? NetworkPhase.Own : NetworkPhase.Unset;
	return { phase, network: "", address: "", rssi: Number.NaN, failure: LinkFailure.None };
}

function phaseOf(phase: Phase): NetworkPhase {
	switch (phase) {
		case Phase.Scanning:
			return NetworkPhase.Searching;
		case Phase.Joining:
			return NetworkPhase.Joining;
		case Phase.Addressing:
			return NetworkPhase.Addressing;
		case Phase.Up:
			return NetworkPhase.Up;
		default:
			return NetworkPhase.Waiting;
	}
}
