import { FakePasswordCrypto } from "fakes/password";
import { equal, ok, test } from "harness";
import {
	ITERATIONS,
	ITERATIONS_MAX,
	ITERATIONS_MIN,
	isSealed,
	sealPassword,
	verifyPassword,
} from "settings/password/password";

const PASSWORD = "Sesame öffne dich";

function seal(crypto: FakePasswordCrypto, password = PASSWORD): string {
	const sealed = sealPassword(crypto, password);
	return sealed.ok ? sealed.value : sealed.error;
}

test("a password's stored form is its scheme, the iterations, salt and hash", () => {
	const crypto = new FakePasswordCrypto();
	const [scheme, iterations, salt, hash, ...more] = seal(crypto).split("$");
	equal([scheme, iterations, more.length], ["pbkdf2-sha256", String(ITERATIONS), 0]);
	equal(salt, "0102030405060708090a0b0c0d0e0f10");
	equal(hash.length, 64);
	equal(crypto.stretched, [ITERATIONS]);
});

test("a stored form opens with its password and no other, whatever its iterations", () => {
	const crypto = new FakePasswordCrypto();
	const sealed = seal(crypto);
	equal(verifyPassword(crypto, PASSWORD, sealed), true);
	for (const wrong of ["", "Sesame", `${PASSWORD} `, "sesame öffne dich", "x".repeat(64)])
		equal(verifyPassword(crypto, wrong, sealed), false, wrong);
	const grown = sealPassword(crypto, PASSWORD, 15_000);
	ok(grown.ok && verifyPassword(crypto, PASSWORD, grown.value));
	equal(crypto.stretched.at(-1), 15_000);
});

test("one wrong digit anywhere in salt or hash keeps the password from opening", () => {
	const crypto = new FakePasswordCrypto();
	const sealed = seal(crypto);
	for (let at = sealed.indexOf("$", 15) + 1; at < sealed.length; at++) {
		if (sealed[at] === "$") continue;
		const other = sealed[at] === "0" ? "1" : "0";
		const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
		equal(verifyPassword(crypto, PASSWORD, changed), false, `${at}`);
	}
});

test("the same password twice has two stored forms", () => {
	const crypto = new FakePasswordCrypto();
	const first = seal(crypto);
	ok(first !== seal(crypto));
});

test("a password has 8 to 64 bytes without control characters; the error never repeats it", () => {
	const crypto = new FakePasswordCrypto();
	for (const bad of [
		"",
		"planted",
		"planted\n1",
		"planted\0\0\0",
		"planted\x7f1",
		`planted${"x".repeat(58)}`,
		"ö".repeat(33),
	]) {
		const result = sealPassword(crypto, bad);
		ok(!result.ok && result.error.includes("8 to 64 bytes") && !result.error.includes("planted"), bad);
	}
	for (const good of ["12345678", "x".repeat(64), "ö".repeat(32), "ööö ö"]) ok(sealPassword(crypto, good).ok, good);
	equal(sealPassword(crypto, "x".repeat(1_000_000)).ok, false);
	equal(sealPassword(crypto, "\ud800aaaaaaaa").ok, false);
});

test("without random bytes or stretching there is no stored form, and nothing opens", () => {
	const crypto = new FakePasswordCrypto();
	const sealed = seal(crypto);
	for (const broken of ["random", "stretch"] as const) {
		crypto.broken = broken;
		const result = sealPassword(crypto, PASSWORD);
		ok(!result.ok && !result.error.includes("Sesame"));
	}
	equal(verifyPassword(crypto, PASSWORD, sealed), false);
});

test("only the stored form is one: every part has its own length, digits and bounds", () => {
	const salt = "0123456789abcdef".repeat(2);
	const hash = salt + salt;
	for (const count of [ITERATIONS_MIN, ITERATIONS, ITERATIONS_MAX])
		ok(isSealed(`pbkdf2-sha256$${count}$${salt}$${hash}`));
	for (const bad of [
		"",
		"planted-secret",
		"$$$",
		`pbkdf2-sha1$5000$${salt}$${hash}`,
		`PBKDF2-SHA256$5000$${salt}$${hash}`,
		`pbkdf2-sha256$999$${salt}$${hash}`,
		`pbkdf2-sha256$20001$${salt}$${hash}`,
		`pbkdf2-sha256$05000$${salt}$${hash}`,
		`pbkdf2-sha256$5e3$${salt}$${hash}`,
		`pbkdf2-sha256$ 5000$${salt}$${hash}`,
		`pbkdf2-sha256$5000.5$${salt}$${hash}`,
		`pbkdf2-sha256$NaN$${salt}$${hash}`,
		`pbkdf2-sha256$5000$${salt.slice(1)}$${hash}`,
		`pbkdf2-sha256$5000$${salt}$${hash}0`,
		`pbkdf2-sha256$5000$${salt.toUpperCase()}$${hash}`,
		`pbkdf2-sha256$5000$${salt}$${hash.slice(1)}g`,
		`pbkdf2-sha256$5000$${salt}$${hash}$`,
		` pbkdf2-sha256$5000$${salt}$${hash}`,
		`pbkdf2-sha256$5000$${salt}$${hash}\n`,
	]) {
		equal(isSealed(bad), false, bad);
		equal(verifyPassword(new FakePasswordCrypto(), "planted-secret", bad), false, bad);
	}
});
