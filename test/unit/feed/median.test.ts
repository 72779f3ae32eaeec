import { seeded } from "fakes/random";
import { EXACT_MAX, Median } from "feed/median";
import { equal, ok, ROUGH, test } from "harness";

const DAY_S = 86_400;

function sorted(samples: readonly number[]): number[] {
	return [...samples].sort((a, b) => a - b);
}

function medianOf(samples: readonly number[]): number {
	const all = sorted(samples);
	return (all[(all.length - 1) >> 1] + all[all.length >> 1]) / 2;
}

/** How far the estimate's rank is from the middle, as a part of the number of samples. */
function rankOff(samples: readonly number[]): number {
	const median = new Median();
	for (const sample of samples) median.take(sample);
	const { value } = median;
	let less = 0;
	let same = 0;
	for (const sample of samples) {
		if (sample < value) less++;
		else if (sample === value) same++;
	}
	ok(same > 0, "the estimate is one of the samples");
	const middle = (samples.length + 1) / 2;
	return Math.max(0, less + 1 - middle, middle - less - same) / samples.length;
}

test("median: exact up to 63 samples, whatever their order and number; begins anew behind clear", () => {
	const random = seeded(5);
	const median = new Median();
	equal(median.value, Number.NaN);
	for (let count = 1; count <= EXACT_MAX; count++) {
		const samples = Array.from({ length: count }, () => Math.floor(random() * 50) - 25);
		for (const sample of samples) median.take(sample);
		equal(median.value, medianOf(samples), `${count} samples`);
		median.clear();
		equal(median.value, Number.NaN);
	}
});

test("median: one wild sample of five is none of its business", () => {
	const median = new Median();
	for (const sample of [20.1, 20.2, 85, 20.3, 20.2]) median.take(sample);
	equal(median.value, 20.2);
});

const ORDERS: readonly [string, (i: number, count: number, random: () => number) => number][] = [
	["rising", (i) => i],
	["falling", (i) => -i],
	["in no order", (_i, _count, random) => random()],
	["from outside to inside", (i, count) => (i % 2 ? i : 2 * count - i)],
	["from inside to outside", (i) => (i % 2 ? i : -i)],
	["a day's wave", (i, count) => Math.sin((2 * Math.PI * i) / count) + i * 1e-9],
	["first low, then high", (i, count, random) => random() + (i < count / 2 ? 0 : 100)],
	["one of ten far out", (i, _count, random) => (i % 10 === 0 ? 1e6 * random() : random())],
	["a saw", (i) => (i % 97) + i * 1e-9],
	["few levels", (_i, _count, random) => Math.floor(4 * random())],
];

for (const [name, sample] of ORDERS) {
	test(`median: beyond 63 samples its rank is within 1/16 of the middle: ${name}`, () => {
		for (const count of [64, 65, 120, 720, 3_600, Math.ceil(17_280 / ROUGH)]) {
			const random = seeded(count);
			const off = rankOff(Array.from({ length: count }, (_, i) => sample(i, count, random)));
			ok(off < 1 / 16, `${count} samples: ${off}`);
		}
	});
}

test("median: a day of one sample a second", () => {
	const random = seeded(1);
	const wave = Array.from({ length: DAY_S }, (_, i) => 20 + 5 * Math.sin((2 * Math.PI * i) / DAY_S) + 0.1 * random());
	const off = rankOff(wave);
	ok(off < 1 / 16, `${off}`);
});
