/** A point of a chart: milliseconds since 1970, and a value. */
export type Point = readonly [time: number, value: number];

const WIDTH = 640;
const HEIGHT = 160;
const MARGIN = 28;

/** An SVG of the points, which are at least one, in the order of their times: a line, its least and greatest value, its first and last time. */
export function drawChart(points: readonly Point[]): string {
	const times = points.map(([time]) => time);
	const values = points.map(([, value]) => value);
	const [first, last] = [Math.min(...times), Math.max(...times)];
	const [least, most] = [Math.min(...values), Math.max(...values)];
	const x = (time: number): number => scale(time, first, last, MARGIN, WIDTH - MARGIN);
	const y = (value: number): number => scale(value, least, most, HEIGHT - MARGIN, MARGIN);
	const at = points.map(([time, value]) => `${x(time).toFixed(1)},${y(value).toFixed(1)}`);
	const [dotX, dotY] = (at.at(-1) ?? "0,0").split(",");
	return [
		`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
		`<polyline points="${at.join(" ")}"/><circle cx="${dotX}" cy="${dotY}" r="3"/>`,
		`<text x="4" y="${MARGIN - 10}">${toShort(most)}</text><text x="4" y="${HEIGHT - MARGIN + 14}">${toShort(least)}</text>`,
		`<text x="${MARGIN}" y="${HEIGHT - 2}">${clock(first)}</text>`,
		`<text x="${WIDTH - MARGIN}" y="${HEIGHT - 2}" text-anchor="end">${clock(last)}</text></svg>`,
	].join("");
}

/** A single value lies in the middle. */
function scale(value: number, least: number, most: number, from: number, to: number): number {
	return least === most ? (from + to) / 2 : from + ((value - least) / (most - least)) * (to - from);
}

function toShort(value: number): string {
	return String(Number(value.toPrecision(6)));
}

function clock(time: number): string {
	return new Date(time).toISOString().slice(5, 19).replace("T", " ");
}
