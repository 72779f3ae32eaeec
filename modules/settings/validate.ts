import { parseAddress } from "core/address";
import type { Result } from "core/result";
import { toShown, toUtf8 } from "core/utf8";
import { isQuantityName, isSensorName } from "settings/key";
import { isSealed } from "settings/password/password";
import { isPem } from "settings/pem";
import { holdsPrivateKey, toPrivateKey } from "settings/private-key";
import { AGGREGATIONS, Kind, type Setting, type Value } from "settings/schema";
import { parseDays, parseHours, parseZone } from "settings/window";

/** How much of a refused value an error repeats. */
const ECHO_MAX = 40;
/** Decimals of a Kind.Decimal: a hundred-millionth of a degree is a millimetre. */
const DECIMALS_MAX = 8;

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
	return kind === Kind.Secret || kind === Kind.Password || kind === Kind.Key;
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
			return `one or more PEM certificates and no private key, ${most} bytes at most`;
		case Kind.Level:
			return `text of ${least} to ${most} bytes without control characters, + and #`;
		case Kind.Decimal:
			return `a decimal number from ${least} to ${most}, ${DECIMALS_MAX} decimals at most`;
		case Kind.Hours:
			return "two hours such as 6-20, or 22-5 over midnight";
		case Kind.Days:
			return "days such as mon-fri or sat,sun";
		case Kind.Zone:
			return "hours such as +1 or -3:30, from -12 to +14";
		case Kind.Key:
			return "one private key in PEM, not encrypted: RSA of 2048 to 4096 bits, or EC on P-256 or P-384";
		case Kind.Source:
			return `<sensor>.<quantity>[:${AGGREGATIONS.join("|")}]`;
		case Kind.Host:
			return "a host name or an IPv4 address, without port or scheme";
		case Kind.Address:
			return "an IPv4 address";
		case Kind.Path:
			return `a path that begins with / and has no space, # or umlaut, ${most} characters at most`;
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
	if (setting.kind === Kind.Pem && typeof given === "string" && holdsPrivateKey(given)) return "a private key";
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
		case Kind.Choice:
			return toChoice(given, setting.choices);
		case Kind.Level:
			return toLevel(given, setting);
		case Kind.Decimal:
			return toDecimal(given, setting.least, setting.most);
		case Kind.Hours:
			return toForm(given, parseHours);
		case Kind.Days:
			return toForm(given, parseDays);
		case Kind.Zone:
			return toForm(typeof given === "number" ? String(given) : given, parseZone);
		case Kind.Pem:
			return toPem(given, setting.most);
		case Kind.Key: {
			const text = joined(given);
			return typeof text === "string" ? toPrivateKey(text, setting.most) : undefined;
		}
		case Kind.Password:
			return typeof given === "string" && isSealed(given) ? given : undefined;
		case Kind.Path:
			return typeof given === "string" && isPath(given, setting.most) ? given : undefined;
		case Kind.Source:
			return typeof given === "string" ? toSource(given.trim().toLowerCase(), setting.most) : undefined;
		case Kind.Host:
		case Kind.Address:
			return typeof given === "string" ? toHost(given.trim().toLowerCase(), setting.kind) : undefined;
		default:
			return typeof given === "string" ? toText(given, setting) : undefined;
	}
}

function toChoice(given: unknown, choices: readonly string[] = []): string | undefined {
	const lower = typeof given === "string" ? given.trim().toLowerCase() : "";
	return choices.includes(lower) ? lower : undefined;
}

function toText(given: string, { least, most, orEmpty, form }: Setting): string | undefined {
	const text = (given === "" && orEmpty) || isText(given, least, most) ? given : undefined;
	return text !== undefined && form ? form.spell(text) : text;
}

/** A certificate is shown and exported: a private key must not hide in the text around it. */
function toPem(given: unknown, most: number): string | undefined {
	const text = joined(given);
	return typeof text === "string" && isPem(text, most) && !holdsPrivateKey(text) ? text : undefined;
}

/** A JSON array of lines as one text; anything else as it is. */
function joined(given: unknown): unknown {
	const lines = Array.isArray(given) && given.every((line) => typeof line === "string" && !line.includes("\n"));
	return lines ? given.join("\n") : given;
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

function toLevel(given: unknown, { least, most }: Setting): string | undefined {
	const whole = typeof given === "number" && Number.isSafeInteger(given) && given >= 0;
	const text = whole ? String(given) : typeof given === "string" ? given.trim() : "";
	return isText(text, least, most) && !text.includes("+") && !text.includes("#") ? text : undefined;
}

/** The text itself stands for the value: 47.10 stays 47.10, and no rounding of the engine comes between. */
function toDecimal(given: unknown, least: number, most: number): string | undefined {
	const text = typeof given === "number" ? String(given) : typeof given === "string" ? given.trim() : "";
	if (text.length > 16 || !/^-?\d{1,6}(\.\d{1,8})?$/.test(text)) return undefined;
	const value = Number(text);
	return value >= least && value <= most ? text : undefined;
}

/** Text in lower case, where `parse` can read it. */
function toForm(given: unknown, parse: (text: string) => unknown): string | undefined {
	const text = typeof given === "string" ? given.trim().toLowerCase() : "";
	return text.length <= ECHO_MAX && parse(text) !== undefined ? text : undefined;
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

function isPath(path: string, most: number): boolean {
	if (path.charCodeAt(0) !== 0x2f || path.length > most) return false;
	for (let i = 0; i < path.length; i++) {
		const code = path.charCodeAt(i);
		if (code <= 0x20 || code >= 0x7f || code === 0x23) return false; // a fragment is none of the server's business (RFC 6455 §3)
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

/** True for a channel ID of ThingSpeak: 1 to 12 digits. */
export function isChannelId(text: string): boolean {
	if (text.length < 1 || text.length > 12) return false;
	for (const digit of text) if (digit < "0" || digit > "9") return false;
	return true;
}

/** The parts of `<sensor>.<quantity>[:<aggregation>]`; the quantity in lower case. Undefined when it has no such form. */
export function splitSource(text: string): { sensor: string; quantity: string; aggregation: string } | undefined {
	const [path, aggregation = "last", ...rest] = text.split(":");
	const [sensor, quantity, ...more] = path.split(".");
	if (rest.length > 0 || more.length > 0 || quantity === undefined) return undefined;
	return { sensor, quantity, aggregation };
}
