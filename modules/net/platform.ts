import type { LinkFailure } from "core/network";
import type { UdpClass } from "net/udp";

/** What the options of an interface class hold (ECMA-419 4th edition draft, network interface). */
export interface InterfaceOptions {
	/** Something changed: look at `connection`. */
	readonly onChanged: (property: string) => void;
}

/** An Ethernet interface of the SDK. All of it may throw. */
export interface Interface {
	/** 500: on the network with an address, 400: without one, 300: joining, 200: off. */
	readonly connection: number;
	/** IPv4; while there is none it may be a link-local IPv6 one. */
	readonly address: string | undefined;
	configure(options: object): void;
	connect(options?: object): void;
	disconnect(): void;
	close(): void;
}

/** One access point as a scan finds it. */
export interface Found {
	readonly SSID: string;
	readonly RSSI: number;
}

/** A Wi-Fi interface of the SDK. */
export interface WifiInterface extends Interface {
	/** Strength of the access point that it is joined to, in dBm; undefined while it is joined to none. */
	readonly RSSI: number | undefined;
	scan(options: { readonly onFound: (found: Found) => void; readonly onComplete: () => void }): void;
}

/**
 * What a platform has for the network and the time: the module "platform/network", one for each (targets/, sim/guest). What it lacks is
 * undefined.
 */
export interface Platform {
	readonly wifi: (new (options: InterfaceOptions) => WifiInterface) | undefined;
	readonly ethernet: (new (options: InterfaceOptions) => Interface) | undefined;
	readonly udp: UdpClass | undefined;
	/** The platform is on a network by itself, as a PC is: there is nothing to join. */
	readonly online: boolean;
	/** The platform keeps the time itself, as a PC does: there is nothing to set. */
	readonly keepsTime: boolean;
	/** The address that the chip was made with (its MAC), which no other has; absent where the platform does not know one. */
	hardware?(): string;
	/** Addresses of the name servers that DHCP gave, or that were set. */
	dns(): readonly string[];
	/** Gives the network a name server, with a fixed address. */
	setDns(address: string): void;
	/** Why the access point was lost, or not joined, last. */
	reason(): LinkFailure;
	/** Turns the radio off and on. */
	restartRadio(): void;
	/** Sets the clock, in whole seconds since 1970. */
	setTime(seconds: number): void;
}
