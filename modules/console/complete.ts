import { Completes } from "console/command";
import type { Host } from "console/host";
import { type Known, Mask } from "console/mask";
import { Kind, SCHEMA } from "settings/schema";
import type { Settings } from "settings/settings";

/** What Tab has found. */
export interface Completion {
	/** To be typed. */
	readonly insert: string;
	/** What there is, when nothing can be typed yet. */
	readonly list: readonly string[];
}

/** Completes `text`, a line up to its cursor. What is masked is never completed. */
export function complete(text: string, known: Known, staged: Settings): Completion {
	const mask = new Mask(known);
	mask.reset();
	for (const character of text) mask.take(character.codePointAt(0) ?? 0);
	const word = mask.word;
	return word === undefined ? { insert: "", list: [] } : completeWord(word, candidates(mask, word, known, staged));
}

/** Completes `word` to one of `candidates`, or as far as all that start with it agree. */
export function completeWord(word: string, candidates: readonly string[]): Completion {
	const found = candidates.filter((name) => name.toLowerCase().startsWith(word.toLowerCase()));
	if (found.length === 0) return { insert: "", list: [] };
	const insert = common(found).slice(word.length);
	if (found.length === 1) return { insert: found[0].endsWith(".") ? insert : `${insert} `, list: [] };
	return insert === "" ? { insert, list: found } : { insert, list: [] };
}

/** Names of the sensors that have any setting. */
export function sensorNames(settings: Settings): readonly string[] {
	return parts(settings, "sensor", 1);
}

/** Names of what a sensor's chip measures, by the model that is staged for it and by what its settings call it. */
export function quantityNames(host: Pick<Host, "draft" | "models">, sensor: string): readonly string[] {
	const { staged } = host.draft;
	const model = staged.text(`sensor.${sensor}.model`);
	const facts = host.models().find(({ name }) => name === model);
	const own = staged.text(`sensor.${sensor}.quantity`);
	return own === "" ? (facts?.quantities ?? []).map(({ name }) => name) : [own];
}

function candidates(mask: Mask, word: string, known: Known, staged: Settings): readonly string[] {
	const words = mask.index === 1 ? (mask.command?.words ?? []) : [];
	switch (mask.completes) {
		case Completes.Command:
			return known.commands.map(({ name }) => name);
		case Completes.Key:
			return keysFrom(word, known, staged);
		case Completes.Value:
			return valuesOf(mask);
		case Completes.Sensor:
			return [...known.sensors(), ...words];
		default:
			return words;
	}
}

function valuesOf({ key }: Mask): readonly string[] {
	if (key?.setting.kind === Kind.Flag) return ["true", "false"];
	return key?.setting.choices ?? [];
}

/** Keys that start with `word`, up to their next dot. */
function keysFrom(word: string, known: Known, staged: Settings): readonly string[] {
	const found = new Set<string>();
	for (const { key } of SCHEMA) {
		for (const full of spelled(key, word, known, staged)) {
			if (!full.toLowerCase().startsWith(word)) continue;
			const dot = full.indexOf(".", word.length);
			found.add(dot < 0 ? full : full.slice(0, dot + 1));
		}
	}
	return [...found];
}

/** A pattern with what there is in place of `<...>`: numbers that are used and the next one, names that are used; none where `word` cannot be its start. */
function spelled(pattern: string, word: string, known: Known, staged: Settings): readonly string[] {
	const from = pattern.indexOf("<");
	if (from < 0) return [pattern];
	const start = pattern.slice(0, Math.min(from, word.length)).toLowerCase();
	if (!word.startsWith(start)) return [];
	const to = pattern.indexOf(">");
	const head = pattern.slice(0, from);
	const tail = pattern.slice(to + 1);
	const range = pattern.slice(from + 1, to);
	const all: string[] = [];
	for (const filler of fillers(head, range, known, staged))
		all.push(...spelled(head + filler + tail, word, known, staged));
	return all;
}

function fillers(head: string, range: string, known: Known, staged: Settings): readonly string[] {
	if (range === "quantity") return known.quantities?.(head.split(".")[1]) ?? [];
	const most = Number(range.split("-")[1]);
	if (!(most > 0)) return parts(staged, head.slice(0, -1), 1);
	let count = most;
	if (head.endsWith(".")) {
		const depth = head.split(".").length - 1;
		const used = parts(staged, head.split(".")[0], depth).map(Number);
		count = Math.min(most, 1 + used.reduce((top, value) => Math.max(top, value || 0), 0));
	}
	return Array.from({ length: count }, (_, i) => String(i + 1));
}

/** The different parts number `depth` of the keys that start with `first` and are set. */
function parts(settings: Settings, first: string, depth: number): readonly string[] {
	const found = new Set<string>();
	for (const key of settings.keys()) {
		const words = key.split(".");
		if (words[0] === first && words.length > depth) found.add(words[depth]);
	}
	return [...found];
}

function common(words: readonly string[]): string {
	let prefix = words[0];
	for (const word of words) {
		let same = 0;
		while (same < prefix.length && prefix[same].toLowerCase() === word[same]?.toLowerCase()) same++;
		prefix = prefix.slice(0, same);
	}
	return prefix;
}
