import crypto from "settings/password/native";
import { sealPassword, verifyPassword } from "settings/password/password";

/** A firmware that only makes the stored form of a password, tries it, and writes both as one line. */
export default function main() {
	const sealed = sealPassword(crypto, "Sesame öffne dich");
	const form = sealed.ok ? sealed.value : sealed.error;
	trace(`${form} ${verifyPassword(crypto, "Sesame öffne dich", form)} ${verifyPassword(crypto, "Sesame", form)}\n`);
	return { close: () => undefined };
}
