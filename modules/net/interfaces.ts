import type { Clock } from "core/clock";
import { EthernetLink } from "net/ethernet-link";
import type { LinkMaker } from "net/link";
import { NetKind, type NetworkPlan } from "net/plan";
import type { Platform } from "net/platform";
import { WifiLink } from "net/wifi-link";

/** The interface that the plan wants, to be made by the station; undefined where the platform has none of that kind, or none is wanted. */
export function linkFor(plan: NetworkPlan, platform: Platform, clock: Clock): LinkMaker | undefined {
	const { kind, fixed, hostname } = plan;
	const { wifi, ethernet } = platform;
	const common = { platform, clock, fixed, hostname };
	if (kind === NetKind.Wifi && wifi) return (callbacks) => new WifiLink({ ...common, io: wifi, callbacks });
	if (kind === NetKind.Ethernet && ethernet)
		return (callbacks) => new EthernetLink({ ...common, io: ethernet, callbacks });
	return undefined;
}

/** A Wi-Fi interface for a scan alone, whatever the plan has to join; undefined where the platform has no radio, or the plan wants a cable. */
export function scanLinkFor(plan: NetworkPlan, platform: Platform, clock: Clock): LinkMaker | undefined {
	if (plan.kind === NetKind.Ethernet) return undefined;
	return linkFor({ ...plan, kind: NetKind.Wifi, fixed: undefined }, platform, clock);
}
