import { tests } from "harness";

/**
 * Runs unit tests inside an XS machine, one a request: "names" answers a JSON array of their names, a number runs that test
 * and answers "" or what was wrong.
 */
function handleCommand(request: ArrayBuffer): { result: ArrayBuffer } {
	const text = new TextDecoder().decode(new Uint8Array(request));
	const answer = text === "names" ? JSON.stringify(tests.map((entry) => entry.name)) : attempt(Number(text));
	const bytes = new TextEncoder().encode(answer);
	return { result: bytes.slice().buffer as ArrayBuffer };
}

Object.assign(globalThis, { handleCommand });

function attempt(index: number): string {
	try {
		tests[index].run();
		return "";
	} catch (error) {
		return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	}
}
