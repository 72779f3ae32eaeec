/**
 * Modules of the Moddable SDK 8.2.3 that it does not declare, or declares in another way than they are. The editor reads this file by
 * tsconfig.json; mcconfig by manifest.json, which leaves out the SDK's own declarations of "crypt" and of the board.
 */

declare module "embedded:io/socket/tcp/tls" {
	export default class TLSSocket {
		constructor(options: object);
		read(target: Uint8Array): number | undefined;
		write(bytes: Uint8Array): number | undefined;
		close(): void;
	}
}

declare module "embedded:provider/builtin" {
	/** The board: its IO classes and the pins its makers meant for them. Which of them exist differs from board to board. */
	const device: {
		readonly io: { readonly [name: string]: (new (options: never) => never) | undefined };
		readonly I2C?: { readonly [bus: string]: object };
		readonly Serial?: { readonly default?: object };
	};
	export default device;
}

declare module "crypt" {
	export class Digest {
		constructor(name: "SHA256" | "SHA384" | "SHA512");
		write(bytes: Uint8Array): void;
		close(): ArrayBuffer;
	}
}

declare module "x509" {
	/** A public key: of RSA, or of an elliptic curve. */
	export interface PublicKey {
		readonly modulus?: bigint;
		readonly exponent?: bigint;
		readonly curve?: { readonly n: bigint; readonly orderSize: number };
		readonly pub?: object;
	}
	const X509: {
		/** The public key of a certificate in DER. Throws for what it does not know. */
		decodeSPKI(certificate: Uint8Array): PublicKey;
		/** The authority key identifier of a certificate in DER, if it has one. */
		decodeAKI(certificate: Uint8Array): Uint8Array | undefined;
	};
	export default X509;
}

declare module "rsa" {
	export default class RSA {
		constructor(exponent: bigint, modulus: bigint);
		/** Length of the modulus in bytes. */
		readonly modulusSize: number;
		process(value: bigint): bigint;
	}
}

declare module "ecdsa" {
	export default class ECDSA {
		constructor(point: object, curve: object);
		_verify(hash: ArrayBufferLike, r: bigint, s: bigint): boolean;
	}
}

declare module "platform/netif" {
	/** targets/esp32/netif.js, which is JavaScript since its bodies are native. */
	const netif: {
		dns(index: number): string | undefined;
		setDns(address: string): void;
		reason(): number;
		restartRadio(): void;
		restart(): void;
	};
	export default netif;
}
