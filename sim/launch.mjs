/**
 * Sets up what is missing, bundles a program of the simulator and runs it. Plain JavaScript, because it must run before anything is
 * installed; nothing is imported statically, so that an old Node can still read the line about its age.
 */
async function start(entry) {
	const { mkdirSync, readFileSync, renameSync, writeFileSync } = await import("node:fs");
	const { basename, dirname, join } = await import("node:path");
	const { pathToFileURL } = await import("node:url");
	const { ROOT, setup } = await import("../tools/setup.mjs");
	setup();
	const { build } = await import("esbuild");
	const outfile = join(ROOT, "build/sim", `${basename(dirname(entry))}-${basename(entry, ".ts")}.mjs`);
	const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
	const { outputFiles } = await build({
		absWorkingDir: ROOT,
		entryPoints: [entry],
		outfile,
		write: false,
		tsconfig: "tsconfig.json",
		bundle: true,
		platform: "node",
		format: "esm",
		target: "node20",
		external: Object.keys(devDependencies),
		sourcemap: "inline",
		logLevel: "error",
	});
	// Written aside and renamed: another one that starts now must not read half a file.
	const aside = `${outfile}.${process.pid}`;
	mkdirSync(dirname(outfile), { recursive: true });
	writeFileSync(aside, outputFiles[0].contents);
	renameSync(aside, outfile);
	const { run } = await import(pathToFileURL(outfile).href);
	return run(process.argv.slice(2));
}

/** Runs the program at `entry`, which exports `run(args)`, with the arguments of the command line, and exits with what it resolves to. */
export function launch(entry) {
	start(entry)
		.catch((error) => {
			process.stderr.write(`fieldfeed: ${error.message.split("\n")[0]}\n`);
			return 1;
		})
		// Exits even if something is still open, but not before the last line has left.
		.then((code) => process.stdout.write("", () => process.exit(code)));
}
