import { parseAddress } from "core/address";
import type { Result } from "core/result";
import { toShown, toUtf8 } from "core/utf8";
import { isSensorName } from "settings/key";
import { isSealed } from "settings/password/password";
import { isPem } from "settings/pem";
import { AGGREGATIONS, Kind, type Setting, type Value } from "settings/schema";

/** How much of a refused value an error repeats. */
const ECHO_MAX = 40;

/**
 * Checks what someone gave for a setting (text from a console or a command line, or a JSON value) and makes it the value the firmware
 * uses. The error is one line: the key, what is allowed, what it got; a secret is never repeated.
 */
export function checkValue(setting: Setting, key: string, given: unknown): Result<Value> {
	const value = convert(setting, given);
	if (value !== undefined) return { ok: true, value };
	return { ok: false, error: `${key}: allowed is ${allowed(setting)}, got ${echo(setting, given)}` };
}

/** True for a value that is never shown, logged or put into an error. */
export function isSecret(kind: Kind | undefined): boolean {
	return kind === Kind.Secret || kind === Kind.Password;
}

/** What a setting takes, in words. */
export function allowed(setting: Setting): string {
	const { kind, least, most } = setting;
	switch (kind) {
		case Kind.Integer:
			return `a whole number from ${least} to ${most}`;
		case Kind.Choice:
			return (setting.choices ?? []).join(" or ");
		case Kind.Flag:
			return "true or false";
		case Kind.Pem:
			return `one or more PEM certificates, ${most} bytes at most`;
		case Kind.Digits:
			return `${least} to ${most} digits`;
		case Kind.Source:
			return `<sensor>.<quantity>[:${AGGREGATIONS.join("|")}]`;
		case Kind.Host:
			return "a host name or an IPv4 address, without port or scheme";
		case Kind.Address:
			return "an IPv4 address";
		case Kind.Password:
			return "only what the console itself makes of a password (set it there)";
		default:
			if (setting.form) return setting.form.wants;
			return `text of ${least} to ${most} bytes without control characters${setting.orEmpty ? ", or empty" : ""}`;
	}
}

function echo(setting: Setting, given: unknown): string {
	const wantsText = setting.kind === Kind.Text || setting.kind === Kind.Secret;
	if (wantsText && typeof given !== "string") return `a ${typeof given}: put it in double quotes`;
	if (isSecret(setting.kind)) return "something else";
	// A URL with credentials in it is a likely mistake here.
	if (setting.kind === Kind.Host && /[@:]/.test(String(given))) return "something with @ or : in it";
	if (setting.kind === Kind.Pem) return typeof given === "string" ? "no usable PEM" : typeof given;
	if (typeof given === "object" && given !== null) return "an object";
	let text = "";
	for (const character of String(given)) {
		if (text.length >= ECHO_MAX) return `"${text}..."`;
		text += toShown(character);
	}
	return typeof given === "string" ? `"${text}"` : text;
}

function convert(setting: Setting, given: unknown): Value | undefined {
	switch (setting.kind) {
		case Kind.Integer:
			return toInteger(given, setting.least, setting.most);
		case Kind.Flag:
			return toFlag(given);
		case Kind.Choice: {
			const lower = typeof given === "string" ? given.trim().toLowerCase() : "";
			return setting.choices?.includes(lower) ? lower : undefined;
		}
		case Kind.Digits:
			return toDigits(given, setting.least, setting.most);
		case Kind.Pem:
			return toPem(given, setting.most);
		case Kind.Password:
			return typeof given === "string" && isSealed(given) ? given : undefined;
		case Kind.Source:
			return typeof given === "string" ? toSource(given.trim().toLowerCase(), setting.most) : undefined;
		case Kind.Host:
		case Kind.Address:
			return typeof given === "string" ? toHost(given.trim().toLowerCase(), setting.kind) : undefined;
		default:
			return typeof given === "string" ? toText(given, setting) : undefined;
	}
}

function toText(given: string, { least, most, orEmpty, form }: Setting): string | undefined {
	const text = (given === "" && orEmpty) || isText(given, least, most) ? given : undefined;
	return text !== undefined && form ? form.spell(text) : text;
}

/** From text, or from a JSON array of its lines. */
function toPem(given: unknown, most: number): string | undefined {
	const lines = Array.isArray(given) && given.every((line) => typeof line === "string" && !line.includes("\n"));
	const text = lines ? given.join("\n") : given;
	return typeof text === "string" && isPem(text, most) ? text : undefined;
}

function toHost(host: string, kind: Kind.Host | Kind.Address): string | undefined {
	const fits = kind === Kind.Address ? parseAddress(host) !== undefined : isHost(host);
	return fits ? host : undefined;
}

function toInteger(given: unknown, least: number, most: number): number | undefined {
	const text = typeof given === "string" ? given.trim() : "";
	const value = typeof given === "number" ? given : isNumeral(text) ? Number(text) : Number.NaN;
	return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

/** Decimal digits, or 0x and hexadecimal ones, as I2C addresses are written. */
function isNumeral(text: string): boolean {
	const hex = text.startsWith("0x") || text.startsWith("0X");
	const digits = hex ? text.slice(2).toLowerCase() : text;
	if (digits.length < 1 || digits.length > 10) return false;
	for (const digit of digits) {
		const decimal = digit >= "0" && digit <= "9";
		if (!(decimal || (hex && digit >= "a" && digit <= "f"))) return false;
	}
	return true;
}

function toFlag(given: unknown): boolean | undefined {
	const word = typeof given === "string" ? given.trim().toLowerCase() : given;
	if (word === true || word === "true") return true;
	if (word === false || word === "false") return false;
	return undefined;
}

function toDigits(given: unknown, least: number, most: number): string | undefined {
	const text = typeof given === "number" ? String(given) : typeof given === "string" ? given.trim() : "";
	if (text.length < least || text.length > most) return undefined;
	for (const digit of text) if (digit < "0" || digit > "9") return undefined;
	let zeros = 0;
	while (zeros < text.length - 1 && text[zeros] === "0") zeros++;
	return text.slice(zeros); // 007 is 7, which another key may name as well
}

function isText(text: string, least: number, most: number): boolean {
	if (text.length > most) return false; // before toUtf8, which would allocate for all of it
	const bytes = toUtf8(text); // undefined for a NUL or half a surrogate pair [MQTT-1.5.3-1, MQTT-1.5.3-2]
	if (!bytes || bytes.length < least || bytes.length > most) return false;
	for (let i = 0; i < bytes.length; i++) {
		if (bytes[i] < 0x20 || bytes[i] === 0x7f) return false;
		if (bytes[i] === 0xc2 && bytes[i + 1] < 0xa0) return false; // U+0080 to U+009F: controls too, some terminals obey them
	}
	return true;
}

function isHost(host: string): boolean {
	if (host.length < 1 || host.length > 253) return false;
	for (const label of host.split(".")) {
		if (label.length < 1 || label.length > 63 || label.startsWith("-") || label.endsWith("-")) return false;
		for (const c of label)
			if (!((c >= "a" && c <= "z") || (c >= "0" && c <= "9") || c === "-" || c === "_")) return false;
	}
	// No top-level domain is a number: what ends in one is meant as an address (RFC 3696 §2).
	const last = host.slice(host.lastIndexOf(".") + 1);
	return Number.isNaN(Number(last)) || parseAddress(host) !== undefined;
}

function toSource(text: string, most: number): string | undefined {
	const source = text.length > most ? undefined : splitSource(text);
	if (!source) return undefined;
	const known = isSensorName(source.sensor) && isQuantityName(source.quantity);
	return known && AGGREGATIONS.includes(source.aggregation) ? text : undefined;
}

/** Letters and digits, as the names of all quantities are. */
function isQuantityName(text: string): boolean {
	for (const c of text) if (!((c >= "a" && c <= "z") || (c >= "0" && c <= "9"))) return false;
	return text.length > 0;
}

/** The parts of `<sensor>.<quantity>[:<aggregation>]`; the quantity in lower case. Undefined when it has no such form. */
export function splitSource(text: string): { sensor: string; quantity: string; aggregation: string } | undefined {
	const [path, aggregation = "last", ...rest] = text.split(":");
	const [sensor, quantity, ...more] = path.split(".");
	if (rest.length > 0 || more.length > 0 || quantity === undefined) return undefined;
	return { sensor, quantity, aggregation };
}
