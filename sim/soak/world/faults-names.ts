import { type FaultKind, lasting } from "./fault-kind";
import { BROKER } from "./names";

const MOVED = "192.0.2.11";
const WORDS = {
	none: "the name server knows no such name",
	wrong: "the name server gives the address of a stranger",
	silent: "the name server says nothing",
	garbage: "the name server's answers are rubbish",
};

/** Kinds of the name server. */
export const NAME_FAULTS: readonly FaultKind[] = [
	...(["none", "wrong", "silent", "garbage"] as const).map((mode) =>
		lasting(`dns-${mode}`, `names.${mode}`, WORDS[mode], {
			group: "dns",
			set: ({ names }) => {
				names.mode = mode;
			},
			clear: ({ names }) => {
				names.mode = "ok";
			},
			// A name is looked up when a connection is opened.
			act: (world, random) => {
				if (random.chance(0.7)) world.broker.drop(random.chance(0.5));
			},
		}),
	),
	lasting("dns-slow", "names.slow", "the name server answers seconds late", {
		set: ({ names }) => {
			names.slow = true;
		},
		clear: ({ names }) => {
			names.slow = false;
		},
		act: ({ broker }) => broker.drop(false),
	}),
	lasting("broker-moves", "broker.move", "the broker's name has another address, and nothing is at the old one", {
		set: ({ broker }) => broker.move(MOVED),
		clear: ({ broker }) => broker.move(BROKER),
		act: ({ broker }, random) => broker.drop(random.chance(0.5)),
	}),
];
