const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** How often it looks whether who started it is still there: npm passes no SIGTERM on. */
const PARENT_MS = 500;

/** Resolves at a signal, or when whoever started this is gone. */
export function untilStopped(): Promise<void> {
	return new Promise((resolve) => {
		for (const signal of SIGNALS) process.on(signal, () => resolve());
		const parent = process.ppid;
		setInterval(() => {
			if (process.ppid !== parent) resolve();
		}, PARENT_MS).unref();
	});
}
