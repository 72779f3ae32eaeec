import type { Item } from "control/item";
import type { ControlBoard } from "control/ports";

/** Stages the value; gives it up when the plan would mind anything that it does not mind now. */
export function stage(board: ControlBoard, key: string, value: number | string): string | undefined {
	const before = board.check();
	const problem = board.draft.set(key, value);
	return problem ?? board.check().find((line) => !before.includes(line));
}

/** What the item's value is for a setting that is `now` so: a number for a number, else text. NaN for what is no number. */
export function wantedOf(item: Item, now: unknown): number | string {
	return typeof now === "number" ? item.number : item.shown;
}

/** Why the value is out of the bounds that the subscription has, in a few words; undefined when it is not. */
export function whyOut({ plan, shown }: Item, value: number | string): string | undefined {
	if (typeof value !== "number") return undefined;
	if (Number.isNaN(value)) return `a number is wanted, got "${shown}"`;
	if (value >= plan.least && value <= plan.most) return undefined;
	const bounds = [
		...(plan.least > Number.NEGATIVE_INFINITY ? [`${plan.least} or more`] : []),
		...(plan.most < Number.POSITIVE_INFINITY ? [`${plan.most} or less`] : []),
	];
	return `allowed is ${bounds.join(" and ")}, got ${value}`;
}

/** What a pin is to be without a condition: 0 or 1; undefined for anything else. */
export function levelOf({ number }: Item): boolean | undefined {
	return number === 1 ? true : number === 0 ? false : undefined;
}
