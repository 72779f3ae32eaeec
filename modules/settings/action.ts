import { spellKey } from "settings/key-pattern";

/** Subscriptions that the settings have room for. */
export const SUBSCRIPTIONS_MAX = 8;

/** What a subscription does. */
export const enum ActionKind {
	/** Tells of it, no more. */
	Log = 0,
	/** Restarts the board. */
	Restart = 1,
	/** Sets a setting. */
	Set = 2,
	/** Drives a pin. */
	Pin = 3,
}

/** `subscription.<1-8>.do`, taken apart. */
export interface Action {
	readonly kind: ActionKind;
	/** Of Set: a key of SETTABLE, in its own spelling; else "". */
	readonly key: string;
	/** Of Pin: 0 to PIN_MAX; else -1. */
	readonly pin: number;
}

/**
 * The keys that a subscription may set, and no others: how often the board measures and publishes, and how much it says. Never a secret, and
 * nothing of the broker, the network or who may do what.
 */
export const SETTABLE: readonly string[] = Object.freeze([
	"channel.<1-10>.interval",
	"sensor.<name>.interval",
	"console.log",
]);
/** Highest number of a pin, of all ESP32 chips. */
export const PIN_MAX = 54;

const WORDS: readonly string[] = Object.freeze(["log", "restart", "set", "pin"]);

/** Takes `log`, `restart`, `set <key>` or `pin <number>` apart (a colon does for the space); undefined when it is none of them. */
export function parseAction(text: string): Action | undefined {
	const words = wordsOf(text);
	const kind = WORDS.indexOf((words[0] ?? "").toLowerCase());
	const wanted = kind === ActionKind.Set || kind === ActionKind.Pin ? 2 : 1;
	if (kind < 0 || words.length !== wanted) return undefined;
	if (kind === ActionKind.Set) {
		const key = settableKey(words[1]);
		return key === undefined ? undefined : { kind, key, pin: -1 };
	}
	if (kind !== ActionKind.Pin) return { kind, key: "", pin: -1 };
	const pin = Number(words[1]);
	return String(pin) === words[1] && Number.isInteger(pin) && pin >= 0 && pin <= PIN_MAX
		? { kind, key: "", pin }
		: undefined;
}

/** An action as the settings keep it; undefined for text that is none. */
export function spellAction(text: string): string | undefined {
	const action = parseAction(text);
	if (!action) return undefined;
	const word = WORDS[action.kind];
	if (action.kind === ActionKind.Set) return `${word} ${action.key}`;
	return action.kind === ActionKind.Pin ? `${word} ${action.pin}` : word;
}

/** What a condition compares with. */
export interface Condition {
	readonly operator: string;
	readonly value: number;
}

const OPERATORS: readonly string[] = Object.freeze([">=", "<=", "!=", ">", "<", "="]);
/** Digits of a number that a double holds exactly. */
const DIGITS_MAX = 15;

/** Takes `=1`, `!=0`, `>30`, `>=30`, `<5` or `<=5` apart; undefined when it is none of them. */
export function parseCondition(text: string): Condition | undefined {
	const given = text.trim();
	const operator = OPERATORS.find((candidate) => given.startsWith(candidate));
	if (operator === undefined) return undefined;
	const number = given.slice(operator.length).trim();
	return isDecimal(number) ? { operator, value: Number(number) } : undefined;
}

/** A condition as the settings keep it; undefined for text that is none. */
export function spellCondition(text: string): string | undefined {
	const condition = parseCondition(text);
	return condition && `${condition.operator}${condition.value}`;
}

/** True when `value` is as the condition wants it; NaN never is. */
export function meets({ operator, value }: Condition, given: number): boolean {
	switch (operator) {
		case ">=":
			return given >= value;
		case "<=":
			return given <= value;
		case ">":
			return given > value;
		case "<":
			return given < value;
		case "!=":
			return given < value || given > value;
		default:
			return given === value;
	}
}

function settableKey(key: string): string | undefined {
	const words = key.split(".");
	for (const pattern of SETTABLE) {
		const spelled = spellKey(pattern, words);
		if (spelled) return spelled.join(".");
	}
	return undefined;
}

function wordsOf(text: string): readonly string[] {
	const words: string[] = [];
	for (const word of text.trim().split(" ")) if (word !== "") words.push(word);
	const [first = ""] = words;
	const colon = first.indexOf(":");
	if (colon < 0) return words;
	const rest = first.slice(colon + 1);
	return [first.slice(0, colon), ...(rest === "" ? [] : [rest]), ...words.slice(1)];
}

/** A sign, digits, and a point with digits. */
function isDecimal(text: string): boolean {
	const digits = text.startsWith("-") || text.startsWith("+") ? text.slice(1) : text;
	const parts = digits.split(".");
	if (parts.length > 2 || digits.length > DIGITS_MAX) return false;
	for (const part of parts) {
		if (part === "") return false;
		for (const digit of part) if (digit < "0" || digit > "9") return false;
	}
	return true;
}
