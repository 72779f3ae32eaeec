import { FIELDS, Update } from "feed/payload";
import type { Journal } from "journal/former";

/** A row that shows its number in every field. */
export function row(number: number): Float64Array {
	return new Float64Array(FIELDS).map((_, field) => number + field / 10);
}

/** The values of the oldest row not sent. */
export function values(journal: Journal): Float64Array {
	const update = new Update();
	journal.peek(update);
	return update.values;
}

/** Sends everything; the numbers of the rows that were sent. */
export function sendAll(journal: Journal): number[] {
	const numbers: number[] = [];
	while (journal.unsent > 0) {
		numbers.push(values(journal)[0]);
		journal.sent();
	}
	return numbers;
}
