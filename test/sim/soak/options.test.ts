import assert from "node:assert/strict";
import { test } from "node:test";
import { formatFaults, parseFaults } from "../../../sim/soak/fault-list";
import { parseSoakOptions, soakHelp } from "../../../sim/soak/options";

/** What someone may get wrong, and what the one line must say. */
const WRONG: readonly (readonly [args: readonly string[], words: RegExp])[] = [
	[["--years", "0"], /--years: allowed is a number above 0/],
	[["--years", "many"], /--years/],
	[["--years"], /use it so: --years N/],
	[["--json=1"], /use it so: --json/],
	[["--seed", "-1"], /--seed|use it so/],
	[["--seed", "4294967296"], /--seed: allowed is a whole number from 0 to 4294967295/],
	[["--engine", "jsc"], /--engine: allowed is v8 or xs/],
	[["--jobs", "0"], /--jobs: allowed is a whole number from 1/],
	[["--device", "1.5"], /--device: allowed is a whole number/],
	[["--device", "1", "--faults", "cut"], /--faults.*kind@at\+ms:seed.*"cut" is no fault/],
	[["--faults", "none"], /--faults goes with --device/],
	[["--days", "3"], /--days goes with --device/],
	[["--log"], /--log goes with --device/],
	[["--device", "1", "--years", "2"], /--years and --device exclude each other/],
	[["--plants", "--device", "1"], /--plants runs devices of its own/],
	[["--plants", "--json"], /leave out --json/],
	[["--plants", "--keep", "soak.kept"], /--keep goes with --years/],
	[["--device", "1", "--keep", "soak.kept"], /--keep goes with --years/],
	[["--svg", ""], /--svg: allowed is the name of a file|use it so/],
	[["--yaers", "1"], /unknown option --yaers; --help lists them/],
	[["1000"], /only options are taken/],
];

for (const [args, words] of WRONG) {
	test(`npm run soak ${args.join(" ")}: one clear line`, () => {
		const options = parseSoakOptions(args);
		assert.equal(options.ok, false);
		if (options.ok) return;
		assert.match(options.error, words);
		assert.equal(options.error.includes("\n"), false);
	});
}

test("npm run soak: what is given is taken, the rest has its default", () => {
	const args = ["--years", "2.5", "--seed", "7", "--engine", "xs", "--jobs", "3", "--json"];
	const options = parseSoakOptions(args);
	assert.ok(options.ok);
	const { years, seed, engine, jobs, json, plants, device } = options.value;
	assert.deepEqual([years, seed, engine, jobs, json, plants, device], [2.5, 7, "xs", 3, true, false, undefined]);
});

test("npm run soak --help names every option", () => {
	for (const name of [
		"years",
		"seed",
		"engine",
		"jobs",
		"json",
		"svg",
		"keep",
		"device",
		"days",
		"faults",
		"log",
		"plants",
		"plant",
	])
		assert.ok(soakHelp().includes(`  --${name}`), name);
});

test("a list of faults is the same after the command line, and has nothing that a shell takes apart", () => {
	const faults = [
		{ kind: "dns-silent", at: 3_600_000, ms: 60_000, seed: 0 },
		{ kind: "clock.jump", at: 7_200_000.25, ms: 0, seed: 4_294_967_295 },
	];
	const text = formatFaults(faults);
	assert.match(text, /^[\w@+:=,.-]+$/);
	assert.deepEqual(parseFaults(text), { ok: true, value: faults });
	assert.deepEqual(parseFaults(formatFaults([])), { ok: true, value: [] });
});

test("a list of faults with one wrong is refused, and that one is named", () => {
	const parsed = parseFaults("cut@1+2:3,cut@x+2:3");
	assert.deepEqual(parsed, { ok: false, error: '"cut@x+2:3" is no fault' });
});
