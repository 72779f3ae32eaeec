import type { ArrivedRow } from "./broker";
import type { Breakdown } from "./faults";
import { FIELDS } from "./plan";

const WIDTH = 1_100;
const LEFT = 190;
const BAND = 54;
const TOP = 28;
const DAY_MS = 86_400_000;

/**
 * A picture of what was published: a band for each field, its values as they arrived, and in red when its sensor was broken. `epoch`: the
 * time at the beginning.
 */
export function drawStation(
	rows: readonly ArrivedRow[],
	breakdowns: readonly Breakdown[],
	epoch: number,
	days: number,
): string {
	const right = WIDTH - 20;
	const x = (time: number): number => LEFT + ((time - epoch) / (days * DAY_MS)) * (right - LEFT);
	const bands = FIELDS.map(({ channel, field, sensor, quantity, aggregate }, i) => {
		const top = TOP + i * BAND;
		const points = rows.flatMap((row) => {
			const text = row.channel === channel ? row.fields.get(field) : undefined;
			return text === undefined ? [] : [{ time: row.createdAt, value: Number(text) }];
		});
		const values = points.map(({ value }) => value);
		const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
		const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
		const y = (value: number): number => top + BAND - 8 - ((value - least) / (most - least || 1)) * (BAND - 18);
		const broken = breakdowns
			.filter((one) => one.sensor.name === sensor)
			.map(({ at, lengthMs, fault }) => {
				const from = x(epoch + at);
				const width = Math.max(1, x(epoch + at + lengthMs) - from);
				return `<rect x="${from.toFixed(1)}" y="${top + 4}" width="${width.toFixed(1)}" height="${BAND - 8}" fill="#f4c7c3"><title>${fault.name}</title></rect>`;
			});
		const line = thinned(points, (time) => Math.floor(x(time)))
			.map(({ time, value }) => `${x(time).toFixed(0)},${y(value).toFixed(1)}`)
			.join(" ");
		return [
			...broken,
			`<text x="${LEFT - 8}" y="${top + 24}" text-anchor="end">${sensor}.${quantity}:${aggregate}</text>`,
			`<text x="${LEFT - 8}" y="${top + 39}" text-anchor="end" fill="#777">${shown(least)} to ${shown(most)}</text>`,
			`<polyline points="${line}" fill="none" stroke="#3b6ea5" stroke-width="1"/>`,
			`<line x1="${LEFT}" y1="${top + BAND}" x2="${right}" y2="${top + BAND}" stroke="#ddd"/>`,
		].join("\n");
	});
	const height = TOP + FIELDS.length * BAND + 24;
	const step = Math.max(1, Math.ceil(days / 15));
	const ticks: string[] = [];
	for (let day = 0; day <= days; day += step) {
		const at = x(epoch + day * DAY_MS);
		ticks.push(`<text x="${at.toFixed(1)}" y="${height - 8}" text-anchor="middle" fill="#777">${day}</text>`);
	}
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="11" role="img">`,
		"<title>What the station has published</title>",
		`<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
		`<text x="${LEFT}" y="18" font-size="13" font-weight="bold">What the station has published, by day; red: its sensor was broken</text>`,
		...bands,
		...ticks,
		"</svg>\n",
	].join("\n");
}

interface Point {
	readonly time: number;
	readonly value: number;
}

/** Of those that fall into one column the least and the most, in the order of time: a line through them looks the same. */
function thinned(points: readonly Point[], columnOf: (time: number) => number): readonly Point[] {
	const kept: Point[] = [];
	for (let from = 0; from < points.length; ) {
		const column = columnOf(points[from].time);
		let to = from;
		let least = from;
		let most = from;
		for (; to < points.length && columnOf(points[to].time) === column; to++) {
			if (points[to].value < points[least].value) least = to;
			if (points[to].value > points[most].value) most = to;
		}
		kept.push(points[Math.min(least, most)]);
		if (least !== most) kept.push(points[Math.max(least, most)]);
		from = to;
	}
	return kept;
}

function shown(value: number): string {
	return Number.isFinite(value) ? String(Number(value.toPrecision(5))) : "-";
}
