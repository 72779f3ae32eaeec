import { findModel } from "sensors/catalog";
import { hex } from "sensors/entry";
import { CHIPS, type ChipRow, findChip } from "./chip-table";

/** A chip and where it is, as `--chip` says it. */
export interface ChipPlace {
	readonly row: ChipRow;
	/** On I2C the 7-bit address. */
	readonly place: number;
}

/** What is on the board when nothing is said. */
export const USUAL_CHIPS = ["sht3x@0x44"] as const;

/** The chips of `MODEL[@ADDRESS]` texts. A text: the first is wrong, and this is what is allowed. It does not repeat what it was given. */
export function parseChips(texts: readonly string[]): readonly ChipPlace[] | string {
	const places: ChipPlace[] = [];
	for (const text of texts) {
		const place = parseChip(text);
		if (typeof place === "string") return place;
		if (places.some((other) => other.row.bus === place.row.bus && other.place === place.place))
			return `one chip at an address: there are two at ${hex(place.place)}`;
		places.push(place);
	}
	return places;
}

function parseChip(text: string): ChipPlace | string {
	const at = text.indexOf("@");
	const row = findChip(at < 0 ? text : text.slice(0, at));
	if (!row) return `MODEL or MODEL@ADDRESS, with MODEL one of ${CHIPS.map(({ model }) => model).join(", ")}`;
	switch (row.bus) {
		case "i2c":
			return placeI2c(row, at < 0 ? undefined : text.slice(at + 1));
		default:
			return row.bus satisfies never;
	}
}

function placeI2c(row: ChipRow, text: string | undefined): ChipPlace | string {
	const { addresses = [] } = findModel(row.model) ?? {};
	const place = text === undefined ? addresses[0] : /^(0x[\da-f]{1,2}|\d{1,3})$/i.test(text) ? Number(text) : -1;
	return addresses.includes(place)
		? { row, place }
		: `${row.model}@ADDRESS, with ADDRESS one of ${addresses.map(hex).join(", ")}`;
}
