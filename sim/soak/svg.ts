import type { Total } from "./total";

const CELL = 13;
const LEFT = 170;
const TOP = 30;
const BARS = 340;
const ROW = 16;

/**
 * A picture of a soak: how often each kind of fault took effect (logarithmic, since some are rare), and in how many devices each pair of
 * kinds overlapped.
 */
export function drawSoak(total: Total, kinds: readonly string[]): string {
	const heat = LEFT + BARS + 40;
	const width = heat + LEFT + kinds.length * CELL + 20;
	const height = TOP + Math.max(kinds.length * ROW, kinds.length * CELL + LEFT) + 20;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" role="img">`,
		`<rect width="${width}" height="${height}" fill="#fff"/>`,
		title(8, "How often each kind of fault took effect"),
		...bars(total, kinds),
		title(heat, `Pairs of kinds that overlapped: ${total.pairs.size} of ${(kinds.length * (kinds.length - 1)) / 2}`),
		...heatMap(total, kinds, heat + LEFT),
		"</svg>\n",
	].join("\n");
}

function bars(total: Total, kinds: readonly string[]): string[] {
	const most = Math.log1p(Math.max(1, ...kinds.map((kind) => total.faults[kind] ?? 0)));
	return kinds.map((kind, row) => {
		const count = total.faults[kind] ?? 0;
		const y = TOP + row * ROW;
		const length = (Math.log1p(count) / most) * (BARS - 60);
		return [
			`<text x="${LEFT - 6}" y="${y + 11}" text-anchor="end">${kind}</text>`,
			`<rect x="${LEFT}" y="${y + 2}" width="${length.toFixed(1)}" height="${ROW - 4}" fill="#3b6ea5"/>`,
			`<text x="${(LEFT + length + 4).toFixed(1)}" y="${y + 11}"${count === 0 ? ' fill="#c00"' : ""}>${count}</text>`,
		].join("");
	});
}

function heatMap(total: Total, kinds: readonly string[], left: number): string[] {
	const most = Math.max(1, ...total.pairs.values());
	const lines = kinds.map((kind, row) => {
		const y = TOP + row * CELL;
		const cells = kinds.slice(0, row).map((other, column) => {
			const count = total.pairs.get(pairOf(kind, other)) ?? 0;
			return `<rect x="${left + column * CELL}" y="${y}" width="${CELL - 1}" height="${CELL - 1}" fill="${colour(count / most)}"><title>${kind} and ${other}: ${count} devices</title></rect>`;
		});
		return `<text x="${left - 5}" y="${y + 10}" text-anchor="end">${kind}</text>${cells.join("")}`;
	});
	const under = TOP + kinds.length * CELL + 4;
	const labels = kinds.map((kind, column) => {
		const x = left + column * CELL + 9;
		return `<text transform="translate(${x} ${under}) rotate(-90)" text-anchor="end">${kind}</text>`;
	});
	return [...lines, ...labels];
}

/** The name of a pair of kinds, whichever comes first. */
export function pairOf(a: string, b: string): string {
	return a < b ? `${a}+${b}` : `${b}+${a}`;
}

/** White to blue by the square root, so that few can be told from none; red is none. */
function colour(share: number): string {
	if (share === 0) return "#f4c7c3";
	const depth = Math.sqrt(share);
	const mix = (from: number, to: number): number => Math.round(from + (to - from) * depth);
	return `rgb(${mix(222, 20)},${mix(235, 60)},${mix(247, 120)})`;
}

function title(x: number, text: string): string {
	return `<text x="${x}" y="18" font-size="13" font-weight="bold">${text}</text>`;
}
