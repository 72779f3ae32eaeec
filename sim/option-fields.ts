import type { ChipFault } from "./board/chip-fault";
import type { ChipPlace } from "./board/chip-place";
import type { EngineName } from "./engine/engine";

/** What the command line asks for. */
export interface Options {
	readonly help: boolean;
	readonly engine: EngineName | undefined;
	readonly settingsFile: string | undefined;
	/** `--set`, in order. */
	readonly sets: readonly { readonly key: string; readonly value: string }[];
	/** Milliseconds of the board's time, or undefined: until Ctrl-C. */
	readonly forMs: number | undefined;
	readonly publishes: number | undefined;
	readonly json: boolean;
	/** Where the link to the pseudo-terminal is made. */
	readonly console: string | undefined;
	/** File that keeps the board's storage. */
	readonly storageFile: string | undefined;
	/** Nothing is set for the board. */
	readonly bare: boolean;
	readonly seed: number | undefined;
	readonly speed: number;
	/** Seed of the weather that the chips feel; undefined for a mild day. */
	readonly weather: number | undefined;
	/** File of a recording that the chips feel. */
	readonly replay: string | undefined;
	/** `--chip`, in order, or the usual ones. */
	readonly chips: readonly ChipPlace[];
	/** `--fault`, in order. */
	readonly faults: readonly ChipFault[];
}

/** The same, while the command line is read. */
export type Fields = { -readonly [key in keyof Options]: Options[key] } & {
	sets: { key: string; value: string }[];
	/** What `--chip` said. */
	chipTexts: string[];
	faults: ChipFault[];
};

/** What counts where nothing is given. */
export function nothingGiven(): Fields {
	return {
		help: false,
		engine: undefined,
		settingsFile: undefined,
		sets: [],
		forMs: undefined,
		publishes: undefined,
		json: false,
		console: undefined,
		storageFile: undefined,
		bare: false,
		seed: undefined,
		speed: 1,
		weather: undefined,
		replay: undefined,
		chips: [],
		faults: [],
		chipTexts: [],
	};
}
