import type { PasswordCrypto } from "settings/password/password";
import { current } from "./current";

/** "settings/password/native": a stand-in for stretching, which takes no time here. */
const crypto: PasswordCrypto = Object.freeze({
	stretch(password: Uint8Array, salt: Uint8Array, _iterations: number, hash: Uint8Array) {
		for (let i = 0; i < hash.length; i++) {
			let word = 0x811c9dc5 ^ i;
			for (const byte of password) word = Math.imul(word ^ byte, 0x01000193);
			for (const byte of salt) word = Math.imul(word ^ byte, 0x01000193);
			hash[i] = word >>> 24;
		}
		return true;
	},
	random(target: Uint8Array) {
		const random = current.world.random(`password ${current.world.board.boot}`);
		for (let i = 0; i < target.length; i++) target[i] = random.between(0, 255);
		return true;
	},
});

export default crypto;
