import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";
import { SCHEMA } from "settings/schema";
import { Settings } from "settings/settings";

/** What a random text is made of: what keys and values are made of, and what they must not be. */
const PIECES = [
	..."abcz019.-_:/+=<> ",
	"\0",
	"\n",
	"\r",
	"\t",
	"\x1b[2J",
	"\x7f",
	"\x85",
	"\x9b",
	"é",
	"\u2028",
	"\u2029",
	"\u212a",
	"\u0130",
	"\ud83c",
	"\udf0d",
	"\u{1f30d}",
	"\uffff",
	"mqtt.",
	"channel.",
	"sensor.",
	"host",
	"id",
	"field",
	"__proto__",
	"constructor",
	"0x",
	"1e9",
	"-----BEGIN CERTIFICATE-----",
	"-----END CERTIFICATE-----",
	":mean",
];

function randomText(random: () => number): string {
	let text = "";
	for (let left = Math.floor(random() * 12); left > 0; left--) text += PIECES[Math.floor(random() * PIECES.length)];
	return random() < 0.02 ? text.repeat(200) : text;
}

const KEYS = SCHEMA.map(({ key }) =>
	key
		.replace("<1-10>", "3")
		.replace("<1-3>", "2")
		.replace("<1-8>", "4")
		.replace("<name>", "room")
		.replace("<quantity>", "temperature"),
);

/** One line without control characters, line separators and half surrogate pairs, of a length that a terminal bears. */
function isLine(text: string): boolean {
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029) return false;
		if (code >= 0xd800 && code <= 0xdfff) return false;
	}
	return text.length > 0 && text.length < 320;
}

test("settings: 5,000 random keys never make set throw; each error is one line", () => {
	const random = seeded(9);
	const settings = new Settings();
	let errors = 0;
	for (let i = 0; i < 5_000; i++) {
		const key = randomText(random);
		const error = settings.set(key, "1");
		if (error === undefined) continue;
		errors++;
		ok(isLine(error), JSON.stringify([key, error]));
	}
	ok(errors > 4_000, `${errors}`);
});

test("settings: 5,000 random values never make set throw; each error is one line with its key; a taken text can be shown", () => {
	const random = seeded(10);
	const settings = new Settings();
	let taken = 0;
	for (let i = 0; i < 5_000; i++) {
		const key = KEYS[i % KEYS.length];
		const given = randomText(random);
		const error = settings.set(key, given);
		if (error !== undefined) {
			ok(error.startsWith(`${key}: allowed is `) && isLine(error), JSON.stringify([key, given, error]));
			continue;
		}
		taken++;
		const value = settings.text(key);
		ok(
			key === "mqtt.ca" || key === "mqtt.certificate" || value === "" || !hasControl(value),
			JSON.stringify([key, value]),
		);
	}
	ok(taken > 100 && taken < 4_900, `${taken}`);
});

test("settings: 1,000 random secrets: what is refused is not in the error (invariant S2)", () => {
	const random = seeded(11);
	let refused = 0;
	for (let i = 0; i < 1_000; i++) {
		const secret = `Sesame${randomText(random)}\x01${i}`;
		const error = new Settings().set("mqtt.password", secret);
		if (error !== undefined) refused++;
		ok(error !== undefined && !error.includes("Sesame"), error);
	}
	equal(refused, 1_000);
});

function hasControl(text: string): boolean {
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff)) return true;
	}
	return false;
}
