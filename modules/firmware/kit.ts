import type { Clock } from "core/clock";
import type { System } from "health/system";
import type { TransportOptions } from "mqtt/transport";
import type { Platform } from "net/platform";
import type { NameResolver } from "net/socket";
import type { Resolve } from "net/udp";
import type { BoardPins, BrokerPlan } from "publisher/plan";
import type { Board } from "sensors/catalog";
import type { Shared } from "sensors/shared";
import type { PasswordCrypto } from "settings/password/password";

/** All that the firmware takes of the board it runs on and of the SDK. main.ts reads it there; a test makes its own. */
export interface Kit {
	readonly clock: Clock;
	/** Numbers in [0, 1), hard to guess. */
	readonly random: () => number;
	readonly device: Board["device"];
	/** What is known of its pins; a board that is not given has free ones only. */
	readonly pins?: BoardPins;
	/** What several sensors use together. */
	readonly shared: Shared;
	readonly platform: Platform;
	readonly system: System;
	readonly crypto: PasswordCrypto;
	/** The platform's own resolver, where the network's name servers are not known to us. */
	readonly resolve: Resolve;
	/** When this image was built, in milliseconds since 1970: no time is before it. */
	readonly built: number;
	/**
	 * Class and options of the transport to this broker (firmware/transports); `bare`: TCP alone, whatever mqtt.transport says. `onOther`: of two ways
	 * the other one is tried now, at that port.
	 */
	readonly transport: (
		broker: BrokerPlan,
		resolver: NameResolver,
		bare: boolean,
		onOther?: (port: number) => void,
	) => TransportOptions;
	/** Name and value of what is known of this firmware and its board, for people. */
	readonly about: readonly (readonly [name: string, value: string])[];
}
