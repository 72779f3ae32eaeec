import { parseAddress } from "core/address";
import type { Settings } from "settings/settings";

/** Access points that can be set. */
export const NETWORKS_MAX = 3;

/** How the board is on its network. */
export const enum NetKind {
	/** The platform is on a network by itself: a PC. */
	None = 0,
	Wifi = 1,
	Ethernet = 2,
}

/** A Wi-Fi network that may be joined. */
export interface KnownNetwork {
	readonly ssid: string;
	/** "" for an open network. */
	readonly password: string;
}

/** A fixed address, checked: its parts fit together. */
export interface FixedAddress {
	readonly address: string;
	readonly mask: string;
	readonly gateway: string;
	readonly dns: string;
}

/** The network and the time, checked. */
export interface NetworkPlan {
	readonly kind: NetKind;
	/** Empty unless Wifi. */
	readonly networks: readonly KnownNetwork[];
	/** Undefined for DHCP. */
	readonly fixed: FixedAddress | undefined;
	/** What the router is told: the board's name as a DNS label. */
	readonly hostname: string;
	/** Hosts of time servers, all different. */
	readonly timeServers: readonly string[];
}

/**
 * Turns the settings net.* and time.* into a plan. What cannot work is left out and told in `errors`, one line each with the key to
 * change; a password is never repeated.
 */
export function planNetwork(settings: Settings, errors: string[]): NetworkPlan {
	const networks = planNetworks(settings, errors);
	const { number: kind, name } = kindOf(settings, networks.length);
	if (kind !== NetKind.Wifi && networks.length > 0)
		errors.push(`net.kind: allowed is wifi where a net.wifi.<n>.ssid is set, got "${name}"; unset one of them`);
	if (kind === NetKind.Wifi && networks.length === 0)
		errors.push("net.wifi.1.ssid: not set; net.kind=wifi needs the name of a network");
	const fixed = kind === NetKind.None ? undefined : planAddress(settings, errors);
	return {
		kind,
		networks: kind === NetKind.Wifi ? networks : [],
		fixed,
		hostname: toLabel(settings.text("device.name")),
		timeServers: planServers(settings),
	};
}

function kindOf(settings: Settings, networks: number): { readonly number: NetKind; readonly name: string } {
	const name = settings.has("net.kind") ? settings.text("net.kind") : networks > 0 ? "wifi" : "none";
	return { number: name === "wifi" ? NetKind.Wifi : name === "ethernet" ? NetKind.Ethernet : NetKind.None, name };
}

function planNetworks(settings: Settings, errors: string[]): readonly KnownNetwork[] {
	const networks: KnownNetwork[] = [];
	for (let number = 1; number <= NETWORKS_MAX; number++) {
		const key = `net.wifi.${number}`;
		const ssid = settings.text(`${key}.ssid`);
		const password = settings.text(`${key}.password`);
		if (ssid === "") {
			if (password !== "") errors.push(`${key}.ssid: not set, but ${key}.password is`);
		} else if (networks.some((other) => other.ssid === ssid))
			errors.push(`${key}.ssid: allowed is each name once, got one that is set already`);
		else networks.push({ ssid, password });
	}
	return networks;
}

function planAddress(settings: Settings, errors: string[]): FixedAddress | undefined {
	const parts = ["address", "mask", "gateway", "dns"] as const;
	const missing = parts.filter((part) => !settings.has(`net.${part}`));
	if (missing.length === parts.length) return undefined;
	const [address, mask, gateway, dns] = parts.map((part) => settings.text(`net.${part}`));
	const error =
		missing.length > 0
			? `net.${missing[0]}: not set; a fixed address needs net.address, net.mask, net.gateway and net.dns, DHCP none of them`
			: wrongAddress(toNumber(address), toNumber(mask), toNumber(gateway), toNumber(dns));
	if (error === undefined) return { address, mask, gateway, dns };
	const key = error.slice(0, error.indexOf(":"));
	errors.push(missing.length > 0 ? error : `${error}, got "${settings.text(key)}"`);
	return undefined;
}

/** What does not fit together, as `key: allowed is ...`; undefined when all does. All are IPv4 addresses as whole numbers. */
function wrongAddress(address: number, mask: number, gateway: number, dns: number): string | undefined {
	const hosts = 2 ** 32 - 1 - mask; // the host part, all ones
	const bits = Math.log2(hosts + 1);
	if (!Number.isInteger(bits) || bits < 2 || bits > 24)
		return "net.mask: allowed is 255.0.0.0 to 255.255.255.252, ones first";
	const isHost = (one: number): boolean => isUnicast(one) && one % (hosts + 1) !== 0 && one % (hosts + 1) !== hosts;
	if (!isHost(address)) return "net.address: allowed is the address of a host in its network";
	const sameNetwork = Math.floor(address / (hosts + 1)) === Math.floor(gateway / (hosts + 1));
	if (!isHost(gateway) || gateway === address || !sameNetwork)
		return "net.gateway: allowed is another host's address in the network of net.address and net.mask";
	if (!isUnicast(dns)) return "net.dns: allowed is the address of a host";
	return undefined;
}

/** Neither "this network", nor the loopback, nor multicast, nor reserved (RFC 6890). */
function isUnicast(address: number): boolean {
	const first = Math.floor(address / 2 ** 24);
	return first > 0 && first !== 127 && first < 224;
}

function toNumber(address: string): number {
	return (parseAddress(address) ?? []).reduce((number, byte) => number * 256 + byte, 0);
}

/** A name as a label of DNS: letters, digits and hyphens (RFC 952). */
function toLabel(name: string): string {
	let label = "";
	for (const c of name.toLowerCase()) {
		const plain = (c >= "a" && c <= "z") || (c >= "0" && c <= "9");
		if (plain) label += c;
		else if (label !== "" && !label.endsWith("-")) label += "-";
	}
	while (label.endsWith("-")) label = label.slice(0, -1);
	return label === "" ? "fieldfeed" : label;
}

function planServers(settings: Settings): readonly string[] {
	const servers = [settings.text("time.server1"), settings.text("time.server2")];
	return servers.filter((server, i) => servers.indexOf(server) === i);
}
