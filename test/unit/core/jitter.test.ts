import { Backoff } from "core/backoff";
import { jitter } from "core/jitter";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";

const BOARDS = 1_000;
const BINS = 20;

/** Chi-square over BINS bins of equal size; 1 in 1,000 even distributions has more than 43.8 with 19 degrees of freedom. */
function unevenness(numbers: readonly number[]): number {
	const counts = new Array<number>(BINS).fill(0);
	for (const number of numbers) counts[Math.floor(number * BINS)]++;
	const expected = numbers.length / BINS;
	return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** What a thousand boards, whose identities differ little, draw as their number `nth`. */
function fleet(random: () => () => number, nth: number, identity = (board: number) => [`board${board}`]): number[] {
	const numbers: number[] = [];
	for (let board = 0; board < BOARDS; board++) {
		const next = jitter(identity(board), random());
		for (let i = 1; i < nth; i++) next();
		numbers.push(next());
	}
	return numbers;
}

for (const nth of [1, 2, 7]) {
	test(`jitter: 1,000 boards with the same random numbers spread evenly over the window, at draw ${nth}`, () => {
		for (const random of [() => seeded(1), () => () => 0.5, () => () => 0]) {
			const numbers = fleet(random, nth);
			ok(unevenness(numbers) < 43.8, `${unevenness(numbers)}`);
			ok(new Set(numbers).size > BOARDS - 3);
		}
	});
}

test("jitter: boards that differ in their hardware address alone spread as well", () => {
	const mac = (board: number): string[] => ["one-client", "fieldfeed", `240ac4${(0x100000 + board).toString(16)}`];
	ok(unevenness(fleet(() => seeded(1), 1, mac)) < 43.8);
});

test("jitter: two boards that draw the same random numbers go on apart: one draw says nothing of the next", () => {
	const [a, b] = [jitter(["a"], seeded(1)), jitter(["b"], seeded(1))];
	const apart: number[] = [];
	for (let i = 0; i < BOARDS; i++) apart.push((a() - b() + 1) % 1);
	ok(unevenness(apart) < 43.8, `${unevenness(apart)}`);
});

test("jitter: who knows the identity foretells nothing where the random numbers are good", () => {
	const first: number[] = [];
	for (let seed = 0; seed < BOARDS; seed++) first.push(jitter(["known"], seeded(seed))());
	ok(unevenness(first) < 43.8, `${unevenness(first)}`);
});

test("jitter: the same identity and the same random numbers repeat, so that a run can be repeated", () => {
	const [a, b] = [jitter(["a", "b"], seeded(3)), jitter(["a", "b"], seeded(3))];
	for (let i = 0; i < 100; i++) equal(a(), b());
	ok(jitter(["ab", ""], seeded(3))() !== jitter(["a", "b"], seeded(3))(), "and where a name ends counts");
});

test("jitter: all numbers are in [0, 1), whatever the platform's are", () => {
	for (const random of [() => 0, () => 1 - 2 ** -31, () => 1 - Number.EPSILON, seeded(9)]) {
		const next = jitter(["board"], random);
		for (let i = 0; i < 1_000; i++) {
			const number = next();
			ok(number >= 0 && number < 1, `${number}`);
		}
	}
});

test("jitter: a fleet that lost its broker at one moment never comes back as one (invariant B1)", () => {
	// Each board's first five waits, all with the same random numbers below: in no second of the five minutes more than a few times its share.
	const seconds = new Map<number, number>();
	for (let board = 0; board < BOARDS; board++) {
		const backoff = new Backoff(jitter([`board${board}`], seeded(1)));
		let at = 0;
		for (let i = 0; i < 8; i++) at += backoff.next();
		const second = Math.floor(at / 1_000);
		seconds.set(second, (seconds.get(second) ?? 0) + 1);
	}
	ok(Math.max(...seconds.values()) < 20, `${Math.max(...seconds.values())}`);
});
