/**
 * What mcconfig takes from the declarations of the Moddable SDK itself, as far as this project uses it: for the editor and the
 * host's type check, which work without the SDK. The declarations on npm, @moddable/typings, are older; "timer" and "time" are right there.
 */

declare module "embedded:io/serial" {
	export default class Serial {
		constructor(options: object);
	}
}

declare module "embedded:io/socket/tcp" {
	export default class TCP {
		constructor(options: object);
		read(target: Uint8Array): number | undefined;
		write(bytes: Uint8Array): number | undefined;
		close(): void;
	}
}

declare module "embedded:io/socket/udp" {
	export default class UDP {
		constructor(options: object);
		read(): (ArrayBuffer & { address: string; port: number }) | undefined;
		write(bytes: Uint8Array, address: string, port: number): void;
		close(): void;
	}
}

declare module "embedded:network/interface/wifi" {
	export default class WiFi {
		constructor(options: object);
		readonly connection: number;
		readonly address: string | undefined;
		scan(options: object): void;
		configure(options: object): void;
		connect(options?: object): void;
		disconnect(): void;
		close(): void;
	}
}

declare module "embedded:network/interface/ethernet" {
	export default class Ethernet {
		constructor(options: object);
		readonly connection: number;
		readonly address: string | undefined;
		configure(options: object): void;
		connect(options?: object): void;
		disconnect(): void;
		close(): void;
	}
}

declare module "embedded:storage/flash" {
	import type { PartitionStorage } from "journal/partition";

	const storage: PartitionStorage;
	export default storage;
}

declare module "embedded:storage/key-value" {
	import type { KeyValueStorage } from "settings/store";

	const storage: KeyValueStorage;
	export default storage;
}

declare module "modules" {
	/** Imports a module now, and gives its default export. */
	const Modules: { importNow(name: string): unknown };
	export default Modules;
}

declare module "mc/config" {
	/** The config object of manifest.json and of the manifests it includes. */
	const config: { readonly [name: string]: unknown };
	export default config;
}

/** Writes to the debugger; nothing in a release build. */
declare function trace(...parts: (string | number | boolean)[]): void;

declare const System: {
	/** Looks a host name up; without an address there is none. */
	resolve(name: string, callback: (name: string, address?: string) => void): void;
};

declare const device: typeof import("embedded:provider/builtin").default;
