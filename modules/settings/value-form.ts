/** So many points a calibration has at most. */
export const POINTS_MAX = 8;
/** The highest power of a polynomial. */
const DEGREE_MAX = 3;
/** Longer than any number of use. */
const NUMBER_MAX = 20;

/** Two ends of a range, the lesser one first. */
export interface Limits {
	readonly least: number;
	readonly most: number;
}

/** `raw=value,raw=value`, two to eight, each raw once: the numbers of one point behind the other, in the order of the raws. */
export function parsePoints(text: string): readonly number[] | undefined {
	const points: { readonly raw: number; readonly value: number }[] = [];
	for (const part of text.split(",")) {
		const [raw, value, ...rest] = part.split("=").map(toNumber);
		if (raw === undefined || value === undefined || rest.length > 0) return undefined;
		points.push({ raw, value });
	}
	if (points.length < 2 || points.length > POINTS_MAX) return undefined;
	points.sort((a, b) => a.raw - b.raw);
	for (let i = 1; i < points.length; i++) if (points[i].raw === points[i - 1].raw) return undefined;
	return points.flatMap(({ raw, value }) => [raw, value]);
}

/** `c0,c1[,c2[,c3]]`. */
export function parsePolynomial(text: string): readonly number[] | undefined {
	const coefficients: number[] = [];
	for (const part of text.split(",")) {
		const coefficient = toNumber(part);
		if (coefficient === undefined) return undefined;
		coefficients.push(coefficient);
	}
	return coefficients.length >= 2 && coefficients.length <= DEGREE_MAX + 1 ? coefficients : undefined;
}

/** `least..most`, of which the first is less. */
export function parseLimits(text: string): Limits | undefined {
	const [least, most, ...rest] = text.split("..").map(toNumber);
	if (least === undefined || most === undefined || rest.length > 0 || least >= most) return undefined;
	return { least, most };
}

/** `text` without blanks and in lower case, when `parse` can read it. */
export function spellBy(parse: (text: string) => unknown): (text: string) => string | undefined {
	return (text) => {
		const spelled = text.split(" ").join("").toLowerCase();
		return parse(spelled) === undefined ? undefined : spelled;
	};
}

/** A decimal number, with an exponent where it has one: 4, -0.5, 1.2e-6. */
function toNumber(text: string): number | undefined {
	if (text.length > NUMBER_MAX || !/^-?\d+(\.\d+)?(e[+-]?\d{1,2})?$/.test(text)) return undefined;
	return Number(text);
}
