import type { PasswordCrypto } from "settings/password/password";

/** Stretches by a mixing that is no cryptography, but depends on every byte, their order and the iterations; counts from 1 for random bytes. */
export class FakePasswordCrypto implements PasswordCrypto {
	/** What fails. */
	broken: "stretch" | "random" | undefined;
	/** Iterations of each stretching so far. */
	readonly stretched: number[] = [];
	#next = 1;

	stretch(password: Uint8Array, salt: Uint8Array, iterations: number, hash: Uint8Array): boolean {
		if (this.broken === "stretch") return false;
		this.stretched.push(iterations);
		let state = iterations;
		for (const byte of [password.length, ...password, ...salt]) state = Math.imul(state ^ byte, 0x01000193);
		for (let i = 0; i < hash.length; i++) {
			state = Math.imul(state ^ i, 0x01000193);
			hash[i] = state >>> 24;
		}
		return true;
	}

	random(target: Uint8Array): boolean {
		for (let i = 0; i < target.length; i++) target[i] = this.#next++;
		return this.broken !== "random";
	}
}
