import { once } from "node:events";
import { run } from "node:test";
import { spec } from "node:test/reporters";

/** Modules that take a minute or more, the longest first, and those that wait for a real broker: what ends last should not be one alone, nor one that waits. */
const LONG = [
	"sim/soak/years",
	"sim/soak/engines",
	"sim/soak/cli",
	"xs/unit",
	"sim/soak/plants-found",
	"interop/proxy",
	"interop/endurance",
	"interop/",
];

/** Processes at a time: CI has two cores, and many tests wait for a clock or a broker rather than work. */
const CONCURRENCY = 3;

/** Runs these modules under Node's test runner, a process each with this one's options, and prints what it says. Resolves to whether all passed. */
export async function runTests(files) {
	const rank = (file) => {
		const at = LONG.findIndex((name) => file.includes(name));
		return at < 0 ? LONG.length : at;
	};
	const ordered = [...files].sort((a, b) => rank(a) - rank(b));
	const events = run({ files: ordered, concurrency: CONCURRENCY });
	let passed = true;
	events.on("test:fail", () => {
		passed = false;
	});
	events.compose(spec).pipe(process.stdout);
	await once(events, "end");
	return passed;
}
