import type { Guard } from "core/guard";
import { LinkFailure } from "core/network";
import type { LinkCallbacks, LinkState } from "net/link";

/** The same callbacks, behind `guard`: made once for a link, so that its second arguments need no memory on each call. */
export function guardCallbacks(guard: Guard, { onFound, onScanned, onState }: LinkCallbacks): LinkCallbacks {
	let strength = 0;
	let reason = LinkFailure.None;
	const found = guard.wrap1((ssid: string) => onFound(ssid, strength));
	const state = guard.wrap1((next: LinkState) => onState(next, reason));
	return {
		onFound: (ssid, rssi) => {
			strength = rssi;
			found(ssid);
		},
		onScanned: guard.wrap(onScanned),
		onState: (next, failure) => {
			reason = failure;
			state(next);
		},
	};
}
