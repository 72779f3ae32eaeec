/** The longest name of a sensor. */
export const SENSOR_NAME_MAX = 16;
/** The longest name of a quantity. */
export const QUANTITY_NAME_MAX = 24;

/** The parts of a key in the spelling of `pattern` (a key as the schema writes it), or undefined when it is none of those it stands for. */
export function spellKey(pattern: string, words: readonly string[]): readonly string[] | undefined {
	const parts = pattern.split(".");
	if (parts.length !== words.length) return undefined;
	const spelled: string[] = [];
	for (let i = 0; i < parts.length; i++) {
		const word = spell(parts[i], words[i]);
		if (word === undefined) return undefined;
		spelled.push(word);
	}
	return spelled;
}

/** `word` in the pattern's spelling, or undefined when it does not match `part`. */
export function spell(part: string, word: string): string | undefined {
	const open = part.indexOf("<");
	const lower = word.toLowerCase();
	if (open < 0) return lower === part.toLowerCase() ? part : undefined;
	const fixed = part.slice(0, open);
	if (!lower.startsWith(fixed)) return undefined;
	const rest = lower.slice(open);
	if (part.endsWith("<name>")) return isSensorName(rest) ? rest : undefined;
	if (part.endsWith("<quantity>")) return isQuantityName(rest) ? rest : undefined;
	const dash = part.indexOf("-", open);
	const most = Number(part.slice(dash + 1, -1));
	const index = Number(rest);
	return rest === String(index) && Number.isInteger(index) && index >= 1 && index <= most ? fixed + rest : undefined;
}

/** A sensor's name: a letter, then letters, digits, `_` or `-`; 16 characters at most. */
export function isSensorName(text: string): boolean {
	if (text.length < 1 || text.length > SENSOR_NAME_MAX) return false;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		const letter = code >= 0x61 && code <= 0x7a;
		const more = (code >= 0x30 && code <= 0x39) || code === 0x5f || code === 0x2d;
		if (!(letter || (more && i > 0))) return false;
	}
	return true;
}

/** A quantity's name in lower case: letters and digits, 24 characters at most. */
export function isQuantityName(text: string): boolean {
	if (text.length < 1 || text.length > QUANTITY_NAME_MAX) return false;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (!((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39))) return false;
	}
	return true;
}
